internal import Domain
internal import FoundationEssentials

/// The header `Upload-Metadata`: pairs of a name and a Base64 value, separated by commas.
struct TusMetadata {
    private let values: [String: String]

    /// Names that clients add. The type is detected from the content.
    private static let ignored: Set<String> = ["filetype", "type", "name", "relativePath"]
    private static let known = ["sample", "kind", "sha256", "filename"]

    init(_ header: String?) throws {
        guard let header, header.utf8.count <= 4096 else { throw Self.mistake(WebWording.uploadMetadata) }
        var values: [String: String] = [:]
        for part in header.split(separator: ",", omittingEmptySubsequences: false) {
            let words = part.split(separator: " ").map(String.init)
            guard let name = words.first, words.count <= 2 else { throw Self.mistake(WebWording.uploadMetadata) }
            guard Self.known.contains(name) || Self.ignored.contains(name) else {
                throw Self.mistake(WebWording.unknownKey(Self.known), name)
            }
            guard let data = Data(base64Encoded: words.count == 2 ? words[1] : ""),
                let value = String(validating: data, as: UTF8.self), values[name] == nil
            else { throw Self.mistake(WebWording.uploadMetadata, name) }
            values[name] = value
        }
        self.values = values
    }

    /// The announced file.
    ///
    /// - Parameter known: the label of the sample, if the address tells it.
    func plan(bytes: Int64, label known: String? = nil) throws -> UploadPlan {
        let hash = try value("sha256")
        guard Digest.isSHA256(hash) else { throw Self.mistake(WebWording.sha256, "sha256") }
        guard let kind = EvidenceKind(rawValue: try value("kind")) else {
            throw Self.mistake(WebWording.evidenceKind, "kind")
        }
        let name = try value("filename")
        guard UploadPlan.isName(name) else { throw Self.mistake(WebWording.fileName, "filename") }
        let label = try known ?? value("sample")
        guard (1...50).contains(label.utf8.count), !label.holdsControlCharacters() else {
            throw Self.mistake(WebWording.missingKey, "sample")
        }
        return UploadPlan(sampleLabel: label, kind: kind, name: name, hash: hash, bytes: bytes)
    }

    private func value(_ name: String) throws -> String {
        guard let value = values[name] else { throw Self.mistake(WebWording.missingKey, name) }
        return value
    }

    private static func mistake(_ sentence: String, _ name: String? = nil) -> Problem {
        .badRequest(sentence, place: name.map { "Upload-Metadata." + $0 } ?? "Upload-Metadata")
    }
}
