internal import CMagic
internal import Domain

/// The type of a file, detected by libmagic from its content, never from its name.
enum FileType {
    /// The number of bytes that are examined.
    static let examined = 64 << 10

    /// The parsers of compressed files, archives, office files and programs are switched off: they are not needed, and
    /// untrusted files should reach as little code as possible.
    private static let flags =
        MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_CDF | MAGIC_NO_CHECK_ELF

    /// - Throws: a refusal if the type is not accepted.
    static func of(_ head: [UInt8]) throws(EvidenceVault.Refusal) -> EvidenceType {
        let word = try mediaType(head)
        guard let type = EvidenceType(rawValue: word) else {
            throw EvidenceVault.Refusal(
                .type,
                "its content is \(word); accepted are " + EvidenceType.allCases.map(\.rawValue).joined(separator: ", ")
            )
        }
        // Some web pages and drawings look like text. An instrument file does not begin with a tag.
        guard !(type == .text || type == .csv) || !beginsWithTag(head) else {
            throw EvidenceVault.Refusal(.type, "its content is markup, which is not accepted")
        }
        guard !(type == .text || type == .csv) || !head.contains(0) else {
            throw EvidenceVault.Refusal(.type, "a text with NUL bytes is not accepted; save it as UTF-8")
        }
        return type
    }

    private static func mediaType(_ head: [UInt8]) throws(EvidenceVault.Refusal) -> String {
        // Threads must not share a handle. Creating one takes a millisecond.
        guard let handle = magic_open(flags) else {
            throw EvidenceVault.Refusal(.type, "libmagic cannot be opened; is libmagic-mgc installed?")
        }
        defer { magic_close(handle) }
        guard magic_load(handle, nil) == 0 else {
            throw EvidenceVault.Refusal(.type, "libmagic has no database; is libmagic-mgc installed?")
        }
        let word = head.withUnsafeBytes { magic_buffer(handle, $0.baseAddress, $0.count) }
        guard let word else { throw EvidenceVault.Refusal(.type, "its type is not recognized") }
        return String(cString: word)
    }

    private static func beginsWithTag(_ head: [UInt8]) -> Bool {
        var rest = head[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        rest = rest.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
        guard rest.first == UInt8(ascii: "<"), let next = rest.dropFirst().first else { return false }
        return next == UInt8(ascii: "!") || next == UInt8(ascii: "?") || (0x41...0x5A).contains(next & 0xDF)
    }
}
