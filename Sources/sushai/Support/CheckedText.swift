internal import Domain

/// A reason that a person gives.
enum Reason {
    static func checked(_ text: String) throws -> String {
        guard text.contains(where: { !$0.isWhitespace }), text.unicodeScalars.count <= 500,
            !text.holdsControlCharacters()
        else { throw InputMistake("--reason takes 1 to 500 characters on one line") }
        return text
    }
}

/// The name of a laboratory, as it stands in its tokens.
enum LabName {
    static func checked(_ name: String) throws -> String {
        guard (1...100).contains(name.utf8.count), !name.holdsControlCharacters() else {
            throw InputMistake("--laboratory takes 1 to 100 bytes on one line")
        }
        return name
    }
}
