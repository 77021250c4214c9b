internal import Domain
internal import Transport

/// The values of the `${…}` placeholders of a crawler file in one request.
enum Placeholders {
    /// The placeholders whose values are the time of the request.
    static let times = ["time", "timeMillisZone", "unixSeconds", "unixMilliseconds"]

    /// The values of `FeedRequest.knownPlaceholders` and of the crawler's credentials.
    static func values(
        _ crawler: Crawler, _ query: String, _ position: PagePosition, _ now: Timestamp,
        _ environment: (String) -> String?
    ) throws(FetchError) -> [String: String] {
        var values = [
            "page": String(position.page), "pageSize": String(crawler.paging.pageSize),
            "offset": String(crawler.paging.offset(of: position.page)), "cursor": position.token ?? "",
            "query": query, "time": now.clockText(.china), "timeMillisZone": timeWithZone(now),
            "unixSeconds": String(now.milliseconds / 1000), "unixMilliseconds": String(now.milliseconds),
        ]
        for (name, variable) in crawler.request.credentials {
            values[name] = try Secret.value(of: variable, for: crawler.identifier, environment)
        }
        return values
    }

    /// `2026-11-02 08:00:00.000+0800`, as JD requires.
    private static func timeWithZone(_ now: Timestamp) -> String {
        let milliseconds = String(1000 + now.milliseconds % 1000).dropFirst()
        return now.clockText(.china) + "." + milliseconds + "+0800"
    }
}
