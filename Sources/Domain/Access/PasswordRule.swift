/// What a person's password must be: long, and not one that is tried first. Kinds of characters do not matter.
package enum PasswordRule {
    /// Counted as a reader counts characters.
    package static let fewestCharacters = 12
    package static let mostBytes = 200
    /// Runs of neighbouring keys count as one character. What remains must have this number of characters.
    static let fewestUnits = 8

    package enum Fault: Error, Hashable, Sendable {
        case tooShort(characters: Int)
        case tooLong(bytes: Int)
        case controlCharacters
        /// Telephone numbers, days and identity numbers are easily guessed.
        case onlyDigits
        case containsAccountName
        /// One character, or one group of characters, again and again.
        case repeated
        /// Mostly neighbouring keys, digits or letters: `1qaz2wsx3edc`.
        case sequence
        case common
        /// The same as the password before.
        case unchanged
    }

    /// Why `password` cannot be the password of the account; nil if it can.
    package static func fault(of password: String, for name: AccountName) -> Fault? {
        guard password.count >= fewestCharacters else { return .tooShort(characters: password.count) }
        guard password.utf8.count <= mostBytes else { return .tooLong(bytes: password.utf8.count) }
        guard !password.holdsControlCharacters() else { return .controlCharacters }
        let folded = password.inASCII.lowercased()
        if folded.utf8.allSatisfy(Self.isOfNumber) { return .onlyDigits }
        if folded.contains(name.text) { return .containsAccountName }
        let characters = Array(folded)
        if isRepetition(characters) { return .repeated }
        if KeyboardRuns.units(in: characters) < fewestUnits { return .sequence }
        return CommonPasswords.contains(characters) ? .common : nil
    }

    /// Digits, and what people write between them.
    private static func isOfNumber(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || " -./:".utf8.contains(byte)
    }

    /// Whether the text is a group of characters that occurs at least twice and may be cut at the end.
    private static func isRepetition(_ characters: [Character]) -> Bool {
        (1...max(1, characters.count / 2)).contains { period in
            characters.indices.dropFirst(period).allSatisfy { characters[$0] == characters[$0 - period] }
        }
    }
}

/// Runs of neighbouring keys, digits or letters, in both directions.
enum KeyboardRuns {
    /// The number of characters, where each run counts as one.
    static func units(in characters: [Character]) -> Int {
        var units = 0
        var index = 0
        while index < characters.count {
            index += longestRun(in: characters[index...])
            units += 1
        }
        return units
    }

    /// The length of the run at the start; 1 if there is none.
    private static func longestRun(in characters: ArraySlice<Character>) -> Int {
        guard let first = characters.first else { return 1 }
        var longest = characters.prefix { $0 == first }.count
        for line in lines {
            for start in line.indices where line[start] == first {
                longest = max(longest, zip(line[start...], characters).prefix { $0 == $1 }.count)
            }
        }
        return longest >= shortest ? longest : 1
    }

    private static let shortest = 3

    private static let lines: [[Character]] = {
        let lines = [
            "01234567890123456789", "abcdefghijklmnopqrstuvwxyz",
            // Rows of the keyboard, without and with the shift key.
            "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "!@#$%^&*()_+",
            // Columns, and keys of two rows in turn.
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/", "qazwsxedcrfvtgbyhnujmikolp",
            "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "a1b2c3d4e5f6g7h8i9j0", "1a2b3c4d5e6f7g8h9i0j",
        ].map(Array.init)
        return lines + lines.map { $0.reversed() }
    }()
}
