internal import Domain
internal import Transport

/// Where the page after an answer is.
enum NextPage {
    /// - Parameters:
    ///   - given: the cursor or link within the page.
    ///   - asked: the URL that was asked; relative links count from it.
    /// - Returns: nil at the end of the feed. The token of a link is its absolute URL where it has one, so that a link
    ///   that comes back is recognised however it is written.
    static func position(
        after position: PagePosition, paging: Paging, content: ParsedPage, response: FetchResponse, asked: String
    ) -> PagePosition? {
        let token: String? =
            switch paging.advance {
            case .page, .offset: nil
            case .cursor: content.next
            case .nextLink: content.next.map { absolute($0, asked) }
            case .linkHeader: response.headers["link"].flatMap(LinkHeader.next).map { absolute($0, asked) }
            }
        let goesOn = paging.continues(
            afterPage: position.page, records: content.records, total: content.statedTotal,
            next: token.flatMap { $0.isEmpty ? nil : $0 })
        return goesOn ? PagePosition(page: position.page + 1, token: token) : nil
    }

    private static func absolute(_ link: String, _ asked: String) -> String {
        WebAddress(asked).flatMap { WebAddress(link, relativeTo: $0) }?.text ?? link
    }
}
