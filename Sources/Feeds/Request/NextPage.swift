internal import Domain
internal import Transport

/// The position of the page after an answer.
enum NextPage {
    /// - Parameters:
    ///   - given: the cursor or link within the page.
    ///   - requestURL: the URL of the request; relative links are relative to it.
    /// - Returns: nil at the end of the feed. The token of a link is its absolute URL if it has one, so that a repeated
    ///   link is recognised in any spelling.
    static func position(
        after position: PagePosition, paging: Paging, content: ParsedPage, response: FetchResponse, requestURL: String
    ) -> PagePosition? {
        let token: String? =
            switch paging.advance {
            case .page, .offset: nil
            case .cursor: content.next
            case .nextLink: content.next.map { absolute($0, requestURL) }
            case .linkHeader: response.headers["link"].flatMap(LinkHeader.next).map { absolute($0, requestURL) }
            }
        let goesOn = paging.continues(
            afterPage: position.page, records: content.records, total: content.statedTotal,
            next: token.flatMap { $0.isEmpty ? nil : $0 })
        return goesOn ? PagePosition(page: position.page + 1, token: token) : nil
    }

    private static func absolute(_ link: String, _ requestURL: String) -> String {
        WebAddress(requestURL).flatMap { WebAddress(link, relativeTo: $0) }?.text ?? link
    }
}
