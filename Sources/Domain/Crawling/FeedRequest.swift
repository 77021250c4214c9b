/// The content of the requests to a feed, and their rate.
package struct FeedRequest: Hashable, Sendable {
    package enum Method: String, CaseIterable, Sendable {
        case get = "GET"
        case post = "POST"
    }

    /// A parameter or header. Its value may contain `${…}` placeholders.
    package struct Parameter: Hashable, Sendable {
        package let name: String
        package let template: String

        package init(name: String, template: String) {
            self.name = name
            self.template = template
        }
    }

    /// The body of a POST request.
    package enum Body: Hashable, Sendable {
        /// The parameters, encoded as a form.
        case form
        /// A JSON text with placeholders. Values are escaped as the content of JSON strings. The parameters stay in the
        /// URL.
        case json(String)
    }

    package let method: Method
    package let parameters: [Parameter]
    /// Nil for a GET request; the parameters are then part of the URL.
    package let body: Body?
    package let headers: [Parameter]
    /// Placeholder name → the environment variable that contains the credential.
    package let credentials: [String: String]
    package let authorization: Authorization?
    package let signing: Signing?
    package let pace: Pace
    package let timeouts: Timeouts
    /// Maximum number of attempts, including the first.
    package let attempts: Int
    /// The maximum size of a response, in bytes.
    package let maximumBytes: Int

    package init(
        method: Method, parameters: [Parameter], body: Body? = nil, headers: [Parameter] = [],
        credentials: [String: String], authorization: Authorization? = nil, signing: Signing?, pace: Pace = Pace(),
        timeouts: Timeouts = Timeouts(), attempts: Int, maximumBytes: Int = 16 << 20
    ) {
        self.method = method
        self.parameters = parameters
        self.body = body ?? (method == .post ? .form : nil)
        self.headers = headers
        self.credentials = credentials
        self.authorization = authorization
        self.signing = signing
        self.pace = pace
        self.timeouts = timeouts
        self.attempts = attempts
        self.maximumBytes = maximumBytes
    }

    /// The names of the placeholders that need no credential.
    package static let knownPlaceholders: Set<String> = [
        "page", "pageSize", "offset", "cursor", "query", "time", "timeMillisZone", "unixSeconds", "unixMilliseconds",
    ]
}

/// The maximum rate of requests to one host. Responses of the platform may lower it.
package struct Pace: Hashable, Sendable {
    package let requestsPerSecond: Int
    /// Maximum number of requests at the same time.
    package let concurrency: Int

    package init(requestsPerSecond: Int = 5, concurrency: Int = 1) {
        self.requestsPerSecond = requestsPerSecond
        self.concurrency = concurrency
    }
}

/// The maximum duration of each phase of a transfer, in seconds.
package struct Timeouts: Hashable, Sendable {
    package let connect: Int
    /// A transfer that receives no byte for this time is stopped.
    package let silence: Int
    package let total: Int

    package init(connect: Int = 10, silence: Int = 20, total: Int = 20) {
        self.connect = connect
        self.silence = silence
        self.total = total
    }
}

/// The content of the `Authorization` header.
package enum Authorization: Hashable, Sendable {
    /// A token that the platform gave to the operator.
    case bearer(environment: String)
    /// A token that is fetched with client credentials (RFC 6749, section 4.4) and renewed before it expires.
    case oauth(OAuth)

    package struct OAuth: Hashable, Sendable {
        package let tokenEndpoint: Endpoint
        package let clientEnvironment: String
        package let secretEnvironment: String
        package let scope: String?

        package init(tokenEndpoint: Endpoint, clientEnvironment: String, secretEnvironment: String, scope: String?) {
            self.tokenEndpoint = tokenEndpoint
            self.clientEnvironment = clientEnvironment
            self.secretEnvironment = secretEnvironment
            self.scope = scope
        }
    }

    /// The environment variables that contain its secrets.
    package var secrets: [String] {
        switch self {
        case .bearer(let environment): [environment]
        case .oauth(let oauth): [oauth.clientEnvironment, oauth.secretEnvironment]
        }
    }

    /// The address of the token endpoint; nil if tokens are not fetched.
    package var address: Endpoint? {
        if case .oauth(let oauth) = self { oauth.tokenEndpoint } else { nil }
    }
}
