/// A unified social credit code (统一社会信用代码). Source: GB 32100-2015.
package enum CreditCode {
    package enum Verdict: Hashable, Sendable {
        case valid
        /// The form is correct, but the check digit is wrong. Such codes are in use, so the code is only doubtful.
        case checkDigit(expected: Character)
        case wrongForm(NumberFault)
    }

    /// Digits and upper-case letters without I, O, S, V and Z. The index of a character is its value.
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

    /// Checks a code in the form that `ClaimedNumbers.list` returns. It has 18 characters; the last is the check digit.
    package static func check(_ text: String) -> Verdict {
        let bytes = Array(text.utf8)
        guard bytes.count == 18 else { return .wrongForm(.length) }
        var sum = 0
        var weight = 1
        for byte in bytes.dropLast() {
            guard let value = alphabet.firstIndex(of: byte) else { return .wrongForm(.characters) }
            sum += value * weight
            weight = weight * 3 % 31
        }
        guard alphabet.contains(bytes[17]) else { return .wrongForm(.characters) }
        let expected = alphabet[(31 - sum % 31) % 31]
        return bytes[17] == expected ? .valid : .checkDigit(expected: Character(Unicode.Scalar(expected)))
    }
}
