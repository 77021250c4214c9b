internal import Domain

/// A reason given by a person.
enum Reason {
    static func checked(_ text: String) throws -> String {
        guard text.contains(where: { !$0.isWhitespace }), text.unicodeScalars.count <= 500,
            !text.holdsControlCharacters()
        else { throw InputMistake("--reason 应为1至500个字，写在一行内") }
        return text
    }
}

/// The name of a laboratory, as in its tokens.
enum LabName {
    static func checked(_ name: String) throws -> String {
        guard (1...100).contains(name.utf8.count), !name.holdsControlCharacters() else {
            throw InputMistake("--laboratory 应为1至100字节，写在一行内")
        }
        return name
    }
}
