/// Time-based one-time passwords by RFC 6238, in the form that every authenticator program reads: HMAC-SHA-1, 30
/// seconds, six digits.
package enum TOTP {
    package static let periodSeconds: Int64 = 30
    package static let digits = 6
    /// The length of a new secret, as long as the hash (RFC 4226 §4).
    package static let secretBytes = 20
    /// Codes of the step before and of the step after are accepted too, because clocks differ.
    private static let tolerance: Int64 = 1

    /// The number of the 30 seconds that contain `moment`.
    package static func step(at moment: Timestamp) -> Int64 {
        floorDivide(moment.milliseconds, periodSeconds * 1000)
    }

    /// The code of a step.
    package static func code(of secret: [UInt8], step: Int64, digits: Int = TOTP.digits) -> String {
        let counter = withUnsafeBytes(of: step.bigEndian) { Array($0) }
        let hash = Digest.hmacSHA1(counter, keyBytes: secret)
        let offset = Int(hash[hash.count - 1] & 15)
        let word = hash[offset..<(offset + 4)].reduce(Int64(0)) { $0 << 8 | Int64($1) } & 0x7FFF_FFFF
        let modulus = (0..<digits).reduce(Int64(1)) { value, _ in value * 10 }
        return padded(word % modulus, digits)
    }

    /// The step whose code was typed; nil if the code is wrong, or if its step is not after `last`: a code is used
    /// once, and no code before it.
    package static func step(
        of typed: String, secret: [UInt8], at now: Timestamp, after last: Int64?
    ) -> Int64? {
        guard let code = normalised(typed) else { return nil }
        let current = step(at: now)
        var found: Int64?
        // All codes are compared, so that the time does not tell which one fits.
        for step in (current - tolerance)...(current + tolerance)
        where Digest.areEqual(code, self.code(of: secret, step: step)) && step > last ?? .min {
            found = step
        }
        return found
    }

    /// The six digits without spaces, also from full-width digits; nil if the text is not six digits.
    package static func normalised(_ typed: String) -> String? {
        let text = typed.inASCII.filter { $0 != " " && $0 != "-" }
        guard text.utf8.count == digits, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return text
    }

    /// The address that an authenticator program reads from a QR code.
    package static func address(secret: [UInt8], account: AccountName, issuer: String = "速筛") -> String {
        let issuer = escaped(issuer)
        return "otpauth://totp/\(issuer):\(account.text)?secret=\(Base32.encoded(secret))&issuer=\(issuer)"
            + "&algorithm=SHA1&digits=\(digits)&period=\(periodSeconds)"
    }

    /// Letters and digits stay; every other byte is percent-encoded (RFC 3986).
    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let scalar = Unicode.Scalar(byte)
            if scalar.isASCII, Character(scalar).isLetter || Character(scalar).isNumber { return String(scalar) }
            return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
