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
        /// SHA-256 of the page's bytes as they arrived; empty if it was not requested.
        package let contentHash: String
        package let content: ParsedPage
        /// The validator for the next request; nil if the platform gives none.
        package let validator: PageValidator?
        /// The cursor or link of the next page; nil if the answer gives none. The caller must recognise one that repeats.
        package let nextToken: String?
    }

    private let http = HTTPClient()
    private let environment: Environment
    private let pacer: Pacer
    private let tokens: AccessTokens
    private let readers = PageReaders()

    package init(_ environment: Environment) {
        self.environment = environment
        pacer = Pacer(environment)
        tokens = AccessTokens(clock: environment.clock)
    }

    /// The page at `position` of `query`. A page that is incomplete or refused is requested again, like a page that did
    /// not arrive.
    ///
    /// - Parameters:
    ///   - validator: the page's last validator; the answer may then be `unchanged`.
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
                return try await requestPage(position, query, crawler, origin, validator, hashing)
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
        return try await pacer.run(origin, Pace()) { () async throws(FetchError) in try await http.send(request) }
    }

    private func requestPage(
        _ position: PagePosition, _ query: String, _ crawler: Crawler, _ origin: Origin, _ validator: PageValidator?,
        _ hashing: Bool
    ) async throws(Failure) -> Answer {
        var sent: SentRequest
        do throws(FetchError) {
            sent = try await exchange(position, query, crawler, origin, validator)
        } catch {
            throw Failure(cause: .fetch(error))
        }
        if sent.response.status == 304, let validator {
            return .unchanged(sent.response.validator ?? validator)
        }
        // Moved out, so that the parser may append to it in place.
        var body = sent.response.takeBody()
        if crawler.paging.ends.statuses.contains(sent.response.status), position.page > crawler.paging.firstPage {
            return .page(
                Page(
                    contentHash: Digest.sha256(body), content: .afterTheEnd(of: crawler), validator: nil, nextToken: nil))
        }
        do throws(FetchError) {
            _ = try sent.response.usable(at: environment.clock.now())
        } catch .contract(let why) {
            throw Failure(cause: .fetch(.contract(why + " from " + FetchRequest.place(of: sent.url))))
        } catch {
            throw Failure(cause: .fetch(error))
        }
        let hash = hashing ? Digest.sha256(body) : ""
        let content: ParsedPage
        do throws(PageFault) {
            content = try readers.reader(of: crawler).parse(taking: &body)
        } catch {
            throw Failure(cause: .page(error), bytes: body)
        }
        return .page(
            Page(
                contentHash: hash, content: content, validator: sent.response.validator,
                nextToken: NextPage.token(
                    content.next, paging: crawler.paging, response: sent.response, requestURL: sent.url)))
    }

    private func failing<Value>(_ body: () throws(FetchError) -> Value) throws(Failure) -> Value {
        do throws(FetchError) {
            return try body()
        } catch {
            throw Failure(cause: .fetch(error))
        }
    }
}

extension FeedClient {
    private struct SentRequest {
        var response: FetchResponse
        let url: String
    }

    /// Sends one request, with an access token if the crawler needs one. A refused token is replaced once.
    private func exchange(
        _ position: PagePosition, _ query: String, _ crawler: Crawler, _ origin: Origin, _ validator: PageValidator?
    ) async throws(FetchError) -> SentRequest {
        var token = try await accessToken(crawler, refused: nil)
        var sent = try await send(position, query, crawler, origin, validator, token)
        if sent.response.status == 401, let refused = token {
            token = try await accessToken(crawler, refused: refused)
            sent = try await send(position, query, crawler, origin, validator, token)
        }
        return sent
    }

    /// The request is built when it is sent, because it contains the time and the signature of that moment.
    private func send(
        _ position: PagePosition, _ query: String, _ crawler: Crawler, _ origin: Origin, _ validator: PageValidator?,
        _ token: String?
    ) async throws(FetchError) -> SentRequest {
        var url = ""
        let response = try await pacer.run(origin, crawler.request.pace) { () async throws(FetchError) in
            let request = try RequestBuilder.request(
                for: crawler, query: query, position: position, at: environment.clock.now(),
                environment: environment.variable, accessToken: token, validator: validator)
            url = request.url
            let begun = ContinuousClock.now
            let response = try await http.send(request)
            environment.logger.trace(
                "page answered",
                metadata: [
                    "crawler": "\(crawler.identifier)", "query": "\(query)", "page": "\(position.page)",
                    "status": "\(response.status)", "bytes": "\(response.body.count)",
                    "ms": "\(Int64(begun.duration(to: .now) / .milliseconds(1)))",
                ])
            return response
        }
        return SentRequest(response: response, url: url)
    }

    private func accessToken(_ crawler: Crawler, refused: String?) async throws(FetchError) -> String? {
        guard case .oauth(let oauth) = crawler.request.authorization else { return nil }
        return try await tokens.token(for: crawler.identifier, refused: refused) { () async throws(FetchError) in
            let request = try TokenRequest.request(oauth, for: crawler, environment.variable)
            let origin = try RequestBuilder.endpoint(oauth.tokenEndpoint, environment.variable).origin
            let response = try await pacer.run(origin, Pace()) { () async throws(FetchError) in
                try await http.send(request)
            }
            return try TokenRequest.token(response, from: request.place, at: environment.clock.now())
        }
    }
}
