package import Domain
internal import Logging
package import Transport

/// Requests the pages of feeds: signs, paces and retries as their crawler files specify. A process has one client,
/// which keeps the pace of each host over all feeds and calls.
package struct FeedClient: Sendable {
    /// The answer to the request for a page.
    package enum Answer: Sendable {
        case page(Page)
        /// The page has not changed since the answer with this validator.
        case unchanged(PageValidator)
    }

    package struct Page: Sendable {
        /// SHA-256 of the page's bytes without the encodings of the transfer: the hash of the file that `curl
        /// --compressed` saves. Empty if it was not requested.
        package let contentHash: String
        package let content: ParsedPage
        /// The validator for the next request; nil if the platform gives none.
        package let validator: PageValidator?
        /// The cursor or link of the next page; nil if the answer gives none. The caller must recognise one that repeats.
        package let nextToken: String?
    }

    let http = HTTPClient()
    let environment: Environment
    let pacer: Pacer
    let tokens: AccessTokens
    let readers = PageReaders()

    package init(_ environment: Environment) {
        self.environment = environment
        pacer = Pacer(environment)
        tokens = AccessTokens(clock: environment.clock)
    }

    /// The page at `position` of `query`. A page that is incomplete or refused is requested again, like a page that did
    /// not arrive.
    ///
    /// - Parameters:
    ///   - validator: the page's last validator; the answer may then be `unchanged`. It is used only if it belongs to
    ///     the same address and parameters.
    ///   - hashing: whether to compute the page's hash, which costs more than reading the page.
    package func page(
        _ position: PagePosition, of query: String, crawler: Crawler, validator: PageValidator? = nil,
        hashing: Bool = true
    ) async throws(Failure) -> Answer {
        let policy = RetryPolicy(attempts: crawler.request.attempts)
        let origin = try failing { () throws(FetchError) in
            try RequestBuilder.endpoint(crawler.endpoint, environment.variable).origin
        }
        var attempt = 1
        while true {
            let failure: Failure
            do throws(Failure) {
                return try await exchange(PageOrder(position, query, crawler, origin, validator, hashing))
            } catch {
                failure = error
            }
            guard let delay = policy.delay(after: attempt, failure.asFetchError, random: environment.random) else {
                throw failure
            }
            environment.logger.info(
                "page will be requested again",
                metadata: [
                    "crawler": "\(crawler.identifier)", "query": "\(query)", "page": "\(position.page)",
                    "attempt": "\(attempt)", "delay-ms": "\(delay)", "reason": "\(failure.message)",
                ])
            do throws(FetchError) {
                try await pacer.sleep(delay, before: origin)
            } catch {
                throw Failure(cause: .fetch(error))
            }
            attempt += 1
        }
    }

    /// Requests a listing's link again, at the default pace of a host.
    package func recheck(
        _ rule: RecheckRule, item: String, timeouts: Timeouts = Timeouts()
    ) async throws(FetchError) -> FetchResponse {
        let request = try RequestBuilder.recheck(
            rule, item: item, timeouts: timeouts, environment: environment.variable)
        let origin = try RequestBuilder.endpoint(rule.endpoint, environment.variable).origin
        let response = try await pacer.run(origin, Pace()) { () async throws(FetchError) in try await http.send(request)
        }
        guard (200..<300).contains(response.status) else { return response }
        // The words for a removed offer may be in the part that did not arrive.
        if response.end == .connectionClosed, !PageEnd.isClosedHTML(response.body) {
            throw .transient("the connection closed before the end of the page")
        }
        return try response.usable(at: environment.clock.now())
    }

    private func failing<Value>(_ body: () throws(FetchError) -> Value) throws(Failure) -> Value {
        do throws(FetchError) {
            return try body()
        } catch {
            throw Failure(cause: .fetch(error))
        }
    }
}
