/// The formats in which a document is delivered.
package enum DocumentFormat: String, CaseIterable, Sendable {
    case html
    case pdf

    package var mediaType: String {
        switch self {
        case .html: "text/html; charset=utf-8"
        case .pdf: "application/pdf"
        }
    }
}
