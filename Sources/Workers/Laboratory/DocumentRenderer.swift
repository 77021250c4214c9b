internal import Domain
internal import Print

/// Renders documents as files, one at a time in the whole process and outside the cooperative thread pool. This bounds
/// the memory for pictures.
enum DocumentRenderer {
    private static let executor = BoundedExecutor(atOnce: 1, mostWaiting: .max)

    /// - Parameter content: the document, and thumbnails by the hash of the evidence.
    static func file(
        as format: DocumentFormat, _ content: @escaping @Sendable () -> (PrintDocument, [String: Thumbnail])
    ) async throws -> [UInt8] {
        try await executor.run { try render(content, as: format) }
    }

    private static func render(
        _ content: () -> (PrintDocument, [String: Thumbnail]), as format: DocumentFormat
    ) throws -> [UInt8] {
        let (document, pictures) = content()
        do {
            switch format {
            case .html: return Array(HTMLPage.render(document, pictures: pictures).utf8)
            case .pdf: return try PDF.render(document, pictures: pictures)
            }
        } catch let problem as DocumentProblem {
            throw PermanentFailure(problem.description)
        }
    }
}
