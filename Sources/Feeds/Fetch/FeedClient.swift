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
        package let validator: PageValidator?
        /// The page behind this one, where paging reads the way to it from the page.
        package let next: PagePosition?
    }

    /// What came of asking for a page.
    package enum Answer: Sendable {
        case page(Page)
        /// The page is as it was when it gave this validator.
        case unchanged(PageValidator)
    }

    private let http = HTTPClient()
    private let around: Surroundings

    package init(_ surroundings: Surroundings) {
        around = surroundings
    }

    /// One page of `query`. A page that is cut off or refused is asked for again like one that did not come at all.
    ///
    /// - Parameter validator: what the page gave an earlier time; the platform may then say that it is unchanged.
    package func page(
        _ position: PagePosition, of query: String, crawler: Crawler, validator: PageValidator? = nil
    ) async throws(Failure) -> Answer {
        let policy = RetryPolicy(attempts: crawler.request.attempts)
        var attempt = 1
        while true {
            let failure: Failure
            do throws(Failure) {
                await pace(crawler)
                return try await ask(position, of: query, crawler, validator)
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

    private func ask(
        _ position: PagePosition, of query: String, _ crawler: Crawler, _ validator: PageValidator?
    ) async throws(Failure) -> Answer {
        let response: FetchResponse
        var place = ""
        do throws(FetchError) {
            let request = try RequestBuilder.request(
                for: crawler, query: query, page: position.page, cursor: position.token, validator: validator,
                at: around.clock.now(), environment: around.environment)
            place = request.place
            let answer = try await http.send(request)
            if answer.status == 304, let validator { return .unchanged(validator) }
            response = try answer.usable()
        } catch .contract(let why) {
            throw Failure(cause: .fetch(.contract(why + " from " + place)), bytes: [])
        } catch {
            throw Failure(cause: .fetch(error), bytes: [])
        }
        do throws(PageFault) {
            let content = try PageParser.parse(response.body, crawler: crawler)
            let validator = PageValidator(
                etag: response.headers["etag"], lastModified: response.headers["last-modified"])
            return .page(
                Page(
                    bytes: response.body, content: content,
                    validator: validator.etag == nil && validator.lastModified == nil ? nil : validator,
                    next: content.next.map { PagePosition(page: position.page + 1, token: $0) }))
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
