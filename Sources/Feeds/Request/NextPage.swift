internal import Domain
internal import Transport

/// The cursor or link that an answer gives for the next page.
enum NextPage {
    /// - Parameters:
    ///   - given: the cursor or link within the page.
    ///   - requestURL: the URL of the request; relative links are relative to it.
    /// - Returns: nil if there is none. A link is given as its absolute URL if it has one, so that a repeated link is
    ///   recognised in any spelling.
    static func token(
        _ given: String?, paging: Paging, response: FetchResponse, requestURL: String
    ) -> String? {
        let token: String? =
            switch paging.advance {
            case .page, .offset: nil
            case .cursor: given
            case .nextLink: given.map { absolute($0, requestURL) }
            case .linkHeader: response.headers["link"].flatMap(LinkHeader.next).map { absolute($0, requestURL) }
            }
        return token.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func absolute(_ link: String, _ requestURL: String) -> String {
        WebAddress(requestURL).flatMap { WebAddress(link, relativeTo: $0) }?.text ?? link
    }
}
