/// The state of an upload.
package enum UploadState: String, CaseIterable, Sendable {
    case open
    /// Complete; the content is the announced content.
    case kept
    /// Complete, but the content is not the announced content, or its file type is not accepted.
    case refused
    /// Cancelled by the laboratory.
    case cancelled
    /// Abandoned: no bytes arrived within the permitted time.
    case expired
}

/// The announcement of a piece, which a laboratory sends before the upload.
package struct UploadPlan: Hashable, Sendable {
    /// The blind label of the sample that the piece shows.
    package let sampleLabel: String
    package let kind: EvidenceKind
    /// The laboratory's name for the piece. It is shown to people, and is never part of a path.
    package let name: String
    /// SHA-256 of the whole content.
    package let hash: String
    package let bytes: Int64

    package init(sampleLabel: String, kind: EvidenceKind, name: String, hash: String, bytes: Int64) {
        self.sampleLabel = sampleLabel
        self.kind = kind
        self.name = name
        self.hash = hash
        self.bytes = bytes
    }

    /// The maximum length of a name, in bytes.
    package static let longestName = 200

    /// Whether `text` can be shown as a file name: it has no folders and no control characters.
    package static func isName(_ text: String) -> Bool {
        (1...longestName).contains(text.utf8.count) && !text.holdsControlCharacters()
            && !text.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }) && text != "."
            && text != ".."
            && text.contains { !$0.isWhitespace }
    }
}
