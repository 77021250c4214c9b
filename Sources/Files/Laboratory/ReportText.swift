internal import Domain

/// The text of a cell without what its author does not see.
enum ReportText {
    /// Without surrounding spaces of any width. All other characters are kept.
    static func trimmed(_ text: String) -> String {
        // Nearly all cells begin and end with a visible ASCII character.
        if let first = text.utf8.first, let last = text.utf8.last, (0x21...0x7E).contains(first),
            (0x21...0x7E).contains(last)
        {
            return text
        }
        return text.withoutOuterSpaces
    }

    /// In ASCII, for codes, numbers and days, in which full-width characters have the same meaning.
    static func folded(_ text: String) -> String {
        text.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? text : text.inASCII
    }
}

/// The declarations of a report in one cell: `variant=B;ratedCapacity=6000`, `variant：B；ratedCapacity：6000mAh`.
enum DeclaredText {
    /// - Throws: the sentence about the first part that is no declaration.
    static func read(_ text: String) throws(DeclaredFault) -> [String: String] {
        var declared: [String: String] = [:]
        for part in text.split(whereSeparator: { ";；,，、".contains($0) }) {
            let sides = part.split(maxSplits: 1, whereSeparator: { "=＝:：".contains($0) })
            let name = sides.first.map { ReportText.folded(String($0)) } ?? ""
            let value = sides.count == 2 ? ReportText.trimmed(String(sides[1])) : ""
            if sides.count < 2, ReportText.trimmed(String(part)).isEmpty { continue }
            guard !name.isEmpty, !value.isEmpty else { throw DeclaredFault(UploadWording.declared(String(part))) }
            guard declared.updateValue(value, forKey: name) == nil else {
                throw DeclaredFault(UploadWording.declaredTwice(name))
            }
        }
        return declared
    }
}

struct DeclaredFault: Error {
    let sentence: String

    init(_ sentence: String) {
        self.sentence = sentence
    }
}
