/// How one platform's feed is requested and read: the checked content of one file of `Crawlers/`.
package struct Crawler: Hashable, Sendable {
    /// The file's name: `taobao-top`.
    package let identifier: String
    /// The platform whose listings these are: `taobao`. Several crawlers may share one.
    package let platform: String
    package let name: String
    package let endpoint: Endpoint
    /// Seconds between two snapshots; snapshots start at whole multiples, counted from midnight in China.
    package let every: Int64
    package let request: FeedRequest
    package let paging: Paging
    /// What to ask for, one after the other: category numbers, room numbers. One empty text where there is no choice.
    package let queries: [String]
    package let format: FeedFormat
    package let fields: FieldMap
    /// The share of records that may lack a field before flagging of this feed stops.
    package let watch: FieldWatch
    package let recheck: RecheckRule?
    package let rule: RuleReference

    package init(
        identifier: String, platform: String, name: String, endpoint: Endpoint, every: Int64, request: FeedRequest,
        paging: Paging, queries: [String], format: FeedFormat, fields: FieldMap, watch: FieldWatch = FieldWatch(),
        recheck: RecheckRule?, rule: RuleReference
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
        self.fields = fields
        self.watch = watch
        self.recheck = recheck
        self.rule = rule
    }

    /// The environment variables that this crawler needs and `environment` does not have. Empty when it can be pulled.
    ///
    /// A secret may instead stand in a file, which the variable with `_FILE` after its name leads to; addresses may not.
    package func missingVariables(_ environment: (String) -> String?) -> [String] {
        func isSet(_ name: String) -> Bool { !(environment(name) ?? "").isEmpty }
        var secrets = request.credentials.values.sorted()
        if let secret = request.signing?.secretEnvironment { secrets.append(secret) }
        secrets += request.authorization?.secrets ?? []
        let addresses = [request.authorization?.address, endpoint].compactMap { $0 }.filter { $0.url == nil }
        return secrets.filter { !isSet($0) && !isSet($0 + Self.fileSuffix) }
            + addresses.compactMap(\.environment).filter { !isSet($0) }
    }

    /// What turns the name of a secret's variable into that of the variable that names the secret's file.
    package static let fileSuffix = "_FILE"

    /// The start of the snapshot in which `moment` lies.
    package func slot(at moment: Timestamp) -> Timestamp {
        let offset = Zone.china.offsetSeconds * 1000
        let length = every * 1000
        return Timestamp(
            milliseconds: floorDivide(moment.milliseconds + offset, length) * length - offset)
    }
}

/// Where to ask: a URL, which an environment variable may replace (a test gateway, a regional host). Without a URL the
/// variable must be set.
package struct Endpoint: Hashable, Sendable {
    package let url: String?
    package let environment: String?

    package init(url: String?, environment: String?) {
        self.url = url
        self.environment = environment
    }
}
