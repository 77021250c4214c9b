/// The purpose of a piece of evidence, as the laboratory declares it (annex of the source document: 拍照或录像留存证据).
package enum EvidenceKind: String, CaseIterable, Sendable {
    case photo
    case video
    /// Output of an instrument: a table, a text, a printout.
    case instrument
    /// A signed or scanned paper document.
    case document

    /// Whether a file of this type can be evidence of this kind.
    package func accepts(_ type: EvidenceType) -> Bool {
        switch self {
        case .photo: type.isImage
        case .video: type.isVideo
        case .instrument: type == .csv || type == .text || type == .pdf || type.isImage
        case .document: type == .pdf || type.isImage
        }
    }
}

/// The file types that are accepted as evidence. Programs, web pages, SVG and archives are refused: they can run code
/// or contain hidden content.
package enum EvidenceType: String, CaseIterable, Sendable {
    case jpeg = "image/jpeg"
    case png = "image/png"
    case heic = "image/heic"
    case heif = "image/heif"
    case webp = "image/webp"
    case pdf = "application/pdf"
    case mp4 = "video/mp4"
    case m4v = "video/x-m4v"
    case quickTime = "video/quicktime"
    case matroska = "video/x-matroska"
    case webm = "video/webm"
    case csv = "text/csv"
    case text = "text/plain"

    package var isImage: Bool {
        rawValue.hasPrefix("image/")
    }

    package var isVideo: Bool {
        rawValue.hasPrefix("video/")
    }

    /// The extension of a file name of this type, without the dot.
    package var fileExtension: String {
        switch self {
        case .jpeg: "jpg"
        case .png: "png"
        case .heic: "heic"
        case .heif: "heif"
        case .webp: "webp"
        case .pdf: "pdf"
        case .mp4: "mp4"
        case .m4v: "m4v"
        case .quickTime: "mov"
        case .matroska: "mkv"
        case .webm: "webm"
        case .csv: "csv"
        case .text: "txt"
        }
    }
}
