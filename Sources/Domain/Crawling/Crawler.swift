/// How one platform's feed is asked and read: the checked content of one file of `Crawlers/`.
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
    package let recheck: RecheckRule?
    package let rule: RuleReference

    package init(
        identifier: String, platform: String, name: String, endpoint: Endpoint, every: Int64, request: FeedRequest,
        paging: Paging, queries: [String], format: FeedFormat, fields: FieldMap, recheck: RecheckRule?,
        rule: RuleReference
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
        self.recheck = recheck
        self.rule = rule
    }

    /// The environment variables that this crawler needs and `environment` does not have. Empty when it can be pulled.
    package func missingVariables(_ environment: (String) -> String?) -> [String] {
        var needed = request.credentials.values.sorted()
        if let secret = request.signing?.secretEnvironment { needed.append(secret) }
        if endpoint.url == nil, let variable = endpoint.environment { needed.append(variable) }
        return needed.filter { environment($0)?.isEmpty ?? true }
    }

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

/// What one request to a feed says.
package struct FeedRequest: Hashable, Sendable {
    package enum Method: String, CaseIterable, Sendable {
        case get = "GET"
        /// Parameters as a form in the body.
        case post = "POST"
    }

    /// A parameter whose value may hold `${…}` placeholders.
    package struct Parameter: Hashable, Sendable {
        package let name: String
        package let template: String

        package init(name: String, template: String) {
            self.name = name
            self.template = template
        }
    }

    package let method: Method
    package let parameters: [Parameter]
    /// Placeholder name → environment variable that holds the credential.
    package let credentials: [String: String]
    package let signing: Signing?
    package let requestsPerSecond: Int
    package let timeoutSeconds: Int
    /// Tries in all, the first included.
    package let attempts: Int

    package init(
        method: Method, parameters: [Parameter], credentials: [String: String], signing: Signing?,
        requestsPerSecond: Int, timeoutSeconds: Int, attempts: Int
    ) {
        self.method = method
        self.parameters = parameters
        self.credentials = credentials
        self.signing = signing
        self.requestsPerSecond = requestsPerSecond
        self.timeoutSeconds = timeoutSeconds
        self.attempts = attempts
    }

    /// The placeholders that need no credential.
    package static let knownPlaceholders: Set<String> = [
        "page", "pageSize", "query", "time", "timeMillisZone", "unixSeconds",
    ]
}

/// How the parameters of a request are signed.
package struct Signing: Hashable, Sendable {
    package enum Algorithm: String, CaseIterable, Sendable {
        /// MD5 over secret + sorted names and values + secret, upper case (Taobao TOP, JD, Pinduoduo).
        case md5Wrapped = "md5-wrapped"
        /// HMAC-SHA-256 over the same text, lower case (Douyin).
        case hmacSHA256Wrapped = "hmac-sha256-wrapped"
    }

    package let algorithm: Algorithm
    /// The environment variable that holds the secret.
    package let secretEnvironment: String
    /// The parameter that carries the signature.
    package let parameter: String
    /// The parameters signed; nil for all of them.
    package let over: Set<String>?

    package init(algorithm: Algorithm, secretEnvironment: String, parameter: String, over: Set<String>?) {
        self.algorithm = algorithm
        self.secretEnvironment = secretEnvironment
        self.parameter = parameter
        self.over = over
    }
}

/// How a feed is divided into pages.
package struct Paging: Hashable, Sendable {
    package let firstPage: Int
    package let pageSize: Int
    /// Pages of one query after which a feed that still goes on is broken off, as a gap.
    package let maximumPages: Int
    /// Where the page states how many records there are in all.
    package let total: FieldPath?

    package init(firstPage: Int, pageSize: Int, maximumPages: Int = 1000, total: FieldPath?) {
        self.firstPage = firstPage
        self.pageSize = pageSize
        self.maximumPages = maximumPages
        self.total = total
    }

    /// Whether a further page is to be asked for after `page`, which held `records` records.
    package func continues(afterPage page: Int, records: Int, total: Int64?) -> Bool {
        guard records > 0 else { return false }
        guard let total else { return records >= pageSize }
        return Int128(page - firstPage + 1) * Int128(pageSize) < Int128(total)
    }
}

/// How a link is looked at again after a takedown.
package struct RecheckRule: Hashable, Sendable {
    package let endpoint: Endpoint
    /// Parameters; `${item}` stands for the platform's item number.
    package let parameters: [FeedRequest.Parameter]
    package let goneStatus: Set<Int>
    /// Text in a page that says the offer is gone, where the platform answers 200.
    package let goneText: [String]

    package init(
        endpoint: Endpoint, parameters: [FeedRequest.Parameter], goneStatus: Set<Int>, goneText: [String]
    ) {
        self.endpoint = endpoint
        self.parameters = parameters
        self.goneStatus = goneStatus
        self.goneText = goneText
    }

    /// What an answer says of the link. A page that neither is gone nor is there in full (HTTP 5xx, a redirect to a
    /// login) says nothing.
    package func outcome(status: Int, body: String) -> RecheckOutcome {
        if goneStatus.contains(status) || goneText.contains(where: { body.contains($0) }) { return .gone }
        return (200..<300).contains(status) ? .stillThere : .unknown
    }
}
