/// The state of an upload.
package enum UploadState: String, CaseIterable, Sendable {
    case open
    /// Complete, with the announced content.
    case kept
    /// Complete, but not the announced content, or not an accepted file type.
    case refused
    /// Cancelled by the laboratory.
    case cancelled
    /// Abandoned: no bytes arrived for too long.
    case expired
}

/// What a laboratory announces before it uploads a piece.
package struct UploadPlan: Hashable, Sendable {
    /// The blind label of the sample that the piece is about.
    package let sampleLabel: String
    package let kind: EvidenceKind
    /// The laboratory's name for it. Shown to people, never part of a path.
    package let name: String
    /// SHA-256 of the whole.
    package let hash: String
    package let bytes: Int64

    package init(sampleLabel: String, kind: EvidenceKind, name: String, hash: String, bytes: Int64) {
        self.sampleLabel = sampleLabel
        self.kind = kind
        self.name = name
        self.hash = hash
        self.bytes = bytes
    }

    /// The longest name, in bytes.
    package static let longestName = 200

    /// Whether `text` can be shown as the name of a file: a plain name, without folders and control characters.
    package static func isName(_ text: String) -> Bool {
        (1...longestName).contains(text.utf8.count) && !text.holdsControlCharacters()
            && !text.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }) && text != "."
            && text != ".."
            && text.contains { !$0.isWhitespace }
    }
}
