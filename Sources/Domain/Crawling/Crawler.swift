/// How the feed of one platform is requested and read: the checked content of one file in `Crawlers/`.
package struct Crawler: Hashable, Sendable {
    /// The file's name: `taobao-top`.
    package let identifier: String
    /// The platform of the listings: `taobao`. Several crawlers may read the same platform.
    package let platform: String
    package let name: String
    package let endpoint: Endpoint
    /// Seconds between two snapshots. Snapshots start at whole multiples of this time, counted from midnight in China.
    package let every: Int64
    package let request: FeedRequest
    package let paging: Paging
    /// The queries, in the order in which they are requested: category numbers, room numbers. One empty text if the
    /// feed has no queries.
    package let queries: [String]
    package let format: FeedFormat
    /// The meaning of the platform's error codes; nil if the file states none.
    package let errors: ErrorRules?
    package let fields: FieldMap
    /// The maximum share of records that may lack a field. Above it, flagging of this feed stops.
    package let watch: FieldWatch
    package let recheck: RecheckRule?
    package let rule: RuleReference

    package init(
        identifier: String, platform: String, name: String, endpoint: Endpoint, every: Int64, request: FeedRequest,
        paging: Paging, queries: [String], format: FeedFormat, errors: ErrorRules? = nil, fields: FieldMap,
        watch: FieldWatch = FieldWatch(), recheck: RecheckRule?, rule: RuleReference
    ) {
        self.identifier = identifier
        self.platform = platform
        self.name = name
        self.endpoint = endpoint
        self.every = every
        self.request = request
        self.paging = paging
        self.queries = queries
        self.format = format
        self.errors = errors
        self.fields = fields
        self.watch = watch
        self.recheck = recheck
        self.rule = rule
    }

    /// The environment variables that this crawler needs and that `environment` does not set. Empty if the crawler can
    /// run.
    ///
    /// A secret may also be read from a file: the variable with the suffix `_FILE` then gives the path. This does not
    /// apply to addresses.
    package func missingVariables(_ environment: (String) -> String?) -> [String] {
        func isSet(_ name: String) -> Bool { !(environment(name) ?? "").isEmpty }
        var secrets = request.credentials.values.sorted()
        if let secret = request.signing?.secretEnvironment { secrets.append(secret) }
        secrets += request.authorization?.secrets ?? []
        let addresses = [request.authorization?.address, endpoint].compactMap { $0 }.filter { $0.url == nil }
        return secrets.filter { !isSet($0) && !isSet($0 + Self.fileSuffix) }
            + addresses.compactMap(\.environment).filter { !isSet($0) }
    }

    /// The suffix of the variable that gives the path of a secret's file.
    package static let fileSuffix = "_FILE"

    /// The start of the snapshot that contains `moment`.
    package func slot(at moment: Timestamp) -> Timestamp {
        let offset = Zone.china.offsetSeconds * 1000
        let length = every * 1000
        return Timestamp(
            milliseconds: floorDivide(moment.milliseconds + offset, length) * length - offset)
    }
}

/// The address of a feed: a URL, which an environment variable may replace (a test gateway, a regional host). If there
/// is no URL, the variable must be set.
package struct Endpoint: Hashable, Sendable {
    package let url: String?
    package let environment: String?

    package init(url: String?, environment: String?) {
        self.url = url
        self.environment = environment
    }
}
