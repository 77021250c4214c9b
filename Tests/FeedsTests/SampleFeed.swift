import Domain
import TestSupport

/// A feed whose pages are `{"items":[{"id":…,"title":…,"price":…}]}`, with every kind of paging.
enum SampleFeed {
    static let empty = #"{"items":[]}"#

    static func crawler(
        _ endpoint: String, method: FeedRequest.Method = .get, parameters: [(String, String)] = [],
        body: FeedRequest.Body? = nil, headers: [(String, String)] = [], credentials: [String: String] = [:],
        authorization: Authorization? = nil, signing: Signing? = nil, pace: Pace = Pace(requestsPerSecond: 1000),
        attempts: Int = 3, timeouts: Timeouts = .patient,
        advance: Paging.Advance = .page(first: 1), format: FeedFormat? = nil, errors: ErrorRules? = nil
    ) -> Crawler {
        Crawler(
            identifier: "sample", platform: "sample", name: "样例", endpoint: Endpoint(url: endpoint, environment: nil),
            every: 86_400,
            request: FeedRequest(
                method: method, parameters: parameters.map { .init(name: $0.0, template: $0.1) }, body: body,
                headers: headers.map { .init(name: $0.0, template: $0.1) }, credentials: credentials,
                authorization: authorization, signing: signing, pace: pace, timeouts: timeouts,
                attempts: attempts),
            paging: Paging(advance: advance, pageSize: 20, total: nil), queries: [""],
            format: format ?? .json(.init(records: paths("items"), error: FieldPath("error"), success: nil)),
            errors: errors,
            fields: FieldMap(item: paths("id"), title: paths("title"), price: paths("price"), priceUnit: .fen),
            recheck: nil, rule: RuleReference(file: "Crawlers/sample.yaml", hash: ""))
    }

    private static func paths(_ text: String) -> [FieldPath] {
        [FieldPath(text)].compactMap { $0 }
    }
}

extension PagePosition {
    static func number(_ page: Int) -> PagePosition {
        PagePosition(page: page, token: nil)
    }
}
