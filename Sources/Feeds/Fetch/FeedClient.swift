package import Domain

/// Asks one feed for its pages: signs, paces and retries as its crawler file says.
package struct FeedClient: Sendable {
    /// What the client needs of the world around it.
    package struct Surroundings: Sendable {
        package let clock: Clock
        package let random: RandomSource
        /// The value of an environment variable.
        package let environment: @Sendable (String) -> String?
        package let sleep: @Sendable (_ milliseconds: Int64) async throws -> Void

        package init(
            clock: Clock, random: RandomSource, environment: @escaping @Sendable (String) -> String?,
            sleep: @escaping @Sendable (_ milliseconds: Int64) async throws -> Void
        ) {
            self.clock = clock
            self.random = random
            self.environment = environment
            self.sleep = sleep
        }
    }

    /// A page that came to nothing, with the bytes that came instead, if any.
    package struct Failure: Error, Sendable {
        package enum Cause: Hashable, Sendable {
            case fetch(FetchError)
            case page(PageFault)
        }

        package let cause: Cause
        package let bytes: [UInt8]

        /// The wait that the platform asked for, where it asked for one.
        package var retryAfterSeconds: Int64? {
            if case .fetch(.throttled(let seconds)) = cause { seconds } else { nil }
        }

        /// What happened, for the log and the quarantine.
        package var message: String {
            let text =
                switch cause {
                case .fetch(let error): error.description
                case .page(.unreadable(let why)): "the page cannot be read: \(why)"
                case .page(.refused(let why)): "the platform answered with an error: \(why)"
                }
            return text.withoutControlCharacters
        }
    }

    package struct Page: Sendable {
        package let bytes: [UInt8]
        package let content: ParsedPage
    }

    private let http = HTTPClient()
    private let around: Surroundings

    package init(_ surroundings: Surroundings) {
        around = surroundings
    }

    /// Page `page` of `query`. A page that is cut off or refused is asked for again like one that did not come at all.
    package func page(_ page: Int, of query: String, crawler: Crawler) async throws(Failure) -> Page {
        let policy = RetryPolicy(attempts: crawler.request.attempts)
        var attempt = 1
        while true {
            let failure: Failure
            do throws(Failure) {
                await pace(crawler)
                return try await ask(page, of: query, crawler)
            } catch {
                failure = error
            }
            guard let delay = policy.delay(after: attempt, failure.asFetchError, random: around.random) else {
                throw failure
            }
            do {
                try await around.sleep(delay)
            } catch {
                throw Failure(cause: .fetch(.cancelled), bytes: [])
            }
            attempt += 1
        }
    }

    /// Looks at a link again.
    package func recheck(_ rule: RecheckRule, item: String) async throws(FetchError) -> FetchResponse {
        try await http.send(RequestBuilder.recheck(rule, item: item, environment: around.environment))
    }

    private func ask(_ page: Int, of query: String, _ crawler: Crawler) async throws(Failure) -> Page {
        let response: FetchResponse
        var place = ""
        do throws(FetchError) {
            let request = try RequestBuilder.request(
                for: crawler, query: query, page: page, at: around.clock.now(), environment: around.environment)
            place = request.place
            response = try await http.send(request).usable()
        } catch .contract(let why) {
            throw Failure(cause: .fetch(.contract(why + " from " + place)), bytes: [])
        } catch {
            throw Failure(cause: .fetch(error), bytes: [])
        }
        do throws(PageFault) {
            return Page(bytes: response.body, content: try PageParser.parse(response.body, crawler: crawler))
        } catch {
            throw Failure(cause: .page(error), bytes: response.body)
        }
    }

    /// One request at a time, spaced by the crawler's rate.
    private func pace(_ crawler: Crawler) async {
        // A cancelled sleep shows at the next request.
        try? await around.sleep(1000 / Int64(crawler.request.pace.requestsPerSecond))
    }
}

extension FeedClient.Failure {
    /// How the retry policy sees it: a page cut off or refused may well be whole the next time.
    fileprivate var asFetchError: FetchError {
        switch cause {
        case .fetch(let error): error
        case .page(.unreadable(let why)), .page(.refused(let why)): .transient(why)
        }
    }
}
