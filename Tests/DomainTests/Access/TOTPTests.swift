import Domain
import TestSupport
import Testing

@Suite("Time-based one-time passwords")
struct TOTPTests {
    /// The secret of RFC 6238, appendix B.
    private static let secret = Array("12345678901234567890".utf8)

    @Test(
        "give the vectors of RFC 6238 for SHA-1",
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ])
    func vectors(_ seconds: Int, _ code: String) {
        let step = TOTP.step(at: Timestamp(milliseconds: Int64(seconds) * 1000))
        #expect(step == Int64(seconds / 30))
        #expect(TOTP.code(of: Self.secret, step: step, digits: 8) == code)
        #expect(TOTP.code(of: Self.secret, step: step) == code.suffix(6))
    }

    @Test(
        "give the vectors of RFC 4226, appendix D",
        arguments: zip(
            0...9,
            [
                "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
            ]))
    func counters(_ counter: Int, _ code: String) {
        #expect(TOTP.code(of: Self.secret, step: Int64(counter)) == code)
    }

    private func step(_ typed: String, after last: Int64? = nil, at now: Timestamp = FixedClock.start) -> Int64? {
        TOTP.step(of: typed, secret: Self.secret, at: now, after: last)
    }

    private var current: Int64 { TOTP.step(at: FixedClock.start) }

    @Test("fit one step before and one after, and no further")
    func window() {
        for difference in Int64(-3)...3 {
            let code = TOTP.code(of: Self.secret, step: current + difference)
            #expect(step(code) == (abs(difference) <= 1 ? current + difference : nil), "\(difference)")
        }
    }

    @Test("are used once, and none before a used one")
    func once() {
        let codes = (-1...1).map { TOTP.code(of: Self.secret, step: current + Int64($0)) }
        #expect(codes.map { step($0, after: current) } == [nil, nil, current + 1])
        #expect(codes.map { step($0, after: current - 2) } == [current - 1, current, current + 1])
        #expect(codes.map { step($0, after: current + 1) } == [nil, nil, nil])
    }

    @Test("may be typed with spaces and in full width")
    func typed() {
        let code = TOTP.code(of: Self.secret, step: current)
        let wide = String(
            String.UnicodeScalarView(code.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
        for text in [code, " \(code) ", "\(code.prefix(3)) \(code.suffix(3))", wide] {
            #expect(step(text) == current, "\(text)")
        }
        for text in ["", "12345", code + "1", "12a456", "-12345", "٠١٢٣٤٥"] {
            #expect(TOTP.normalised(text) == nil, "\(text)")
        }
    }

    @Test("come from an address that authenticator programs read")
    func address() throws {
        let name = try #require(AccountName("zhang.san"))
        #expect(
            TOTP.address(secret: Self.secret, account: name)
                == "otpauth://totp/%E9%80%9F%E7%AD%9B:zhang.san?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=%E9%80%9F%E7%AD%9B&algorithm=SHA1&digits=6&period=30")
    }

    @Test(
        "have their secret in Base32, which gives the vectors of RFC 4648",
        arguments: [
            ("", ""), ("f", "MY======"), ("fo", "MZXQ===="), ("foo", "MZXW6==="), ("foob", "MZXW6YQ="),
            ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI======"),
        ])
    func base32(_ text: String, _ encoded: String) {
        let bytes = Array(text.utf8)
        #expect(Base32.encoded(bytes, padding: true) == encoded)
        let bare = String(encoded.prefix { $0 != "=" })
        #expect(Base32.encoded(bytes) == bare)
        for typed in [encoded, bare, bare.lowercased(), bare.map { "\($0) " }.joined()] {
            #expect(Base32.decoded(typed) == bytes, "\(typed)")
        }
    }

    @Test("any other text is not Base32", arguments: ["M", "MZX", "MZXW6Y", "M1", "M0", "MY=A", "MZ", "é"])
    func otherText(_ text: String) {
        #expect(Base32.decoded(text) == nil)
    }
}
