/// The name with which a person signs in: 3 to 40 of `a-z 0-9 . _ -`; it begins with a letter or a digit.
package struct AccountName: Hashable, Comparable, Sendable {
    package let text: String

    package init?(_ text: String) {
        guard (3...40).contains(text.utf8.count), let first = text.utf8.first, Self.isLetterOrDigit(first),
            text.utf8.allSatisfy({ Self.isLetterOrDigit($0) || Self.marks.contains($0) })
        else { return nil }
        self.text = text
    }

    /// The name as a person types it: upper case, full-width characters and outer spaces make no difference.
    package init?(typed text: String) {
        self.init(text.inASCII.lowercased())
    }

    package static func < (left: AccountName, right: AccountName) -> Bool {
        left.text < right.text
    }

    private static let marks = Array("._-".utf8)

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
