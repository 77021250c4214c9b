package import Domain
internal import Print
package import Store

/// Makes the file of a problem notice.
package struct MakeNotice: Sendable {
    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    package func file(_ notice: NoticeRow, as format: DocumentFormat) async throws -> [UInt8] {
        let authority = context.authority
        return try await DocumentRenderer.file(as: format) {
            let document = PrintDocument(
                noticeNumber: notice.number, text: notice.text, authority: authority, issuedAt: notice.issuedAt)
            return (document, [:])
        }
    }
}
