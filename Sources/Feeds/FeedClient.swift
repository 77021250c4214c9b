package import Domain
package import Transport

/// Asks feeds for their pages: signs, paces and retries as their crawler files say. One client keeps the pace of each
/// host over all feeds and calls, so a process has one.
package struct FeedClient: Sendable {
    /// What asking for a page brought.
    package enum Answer: Sendable {
        case page(Page)
        /// The page is as it was when it gave this validator.
        case unchanged(PageValidator)
    }

    package struct Page: Sendable {
        /// SHA-256 of the page's bytes as they arrived; empty where it was not asked for.
        package let contentHash: String
        package let content: ParsedPage
        /// What to recognise the page by the next time; nil where the platform gives nothing.
        package let validator: PageValidator?
        /// Where the next page is; nil at the end. A token that was met before is a loop, which the caller sees.
        package let next: PagePosition?
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

    /// The page at `position` of `query`. A page that is cut off or refused is asked for again like one that did not
    /// come at all.
    ///
    /// - Parameters:
    ///   - validator: what the page gave the last time; the answer may then be that it is unchanged.
    ///   - hashing: whether the page's hash is wanted, which costs more than reading the page.
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
                return try await ask(position, query, crawler, origin, validator, hashing)
            } catch {
                failure = error
            }
            guard let delay = policy.delay(after: attempt, failure.asFetchError, random: environment.random) else {
                throw failure
            }
            do throws(FetchError) {
                try await pacer.sleep(delay, before: origin)
            } catch {
                throw Failure(cause: .fetch(error))
            }
            attempt += 1
        }
    }

    /// Looks at a link again, at the pace of a visitor.
    package func recheck(
        _ rule: RecheckRule, item: String, timeouts: Timeouts = Timeouts()
    ) async throws(FetchError) -> FetchResponse {
        let request = try RequestBuilder.recheck(
            rule, item: item, timeouts: timeouts, environment: environment.variable)
        let origin = try RequestBuilder.endpoint(rule.endpoint, environment.variable).origin
        return try await pacer.run(origin, Pace()) { () async throws(FetchError) in try await http.send(request) }
    }

    private func ask(
        _ position: PagePosition, _ query: String, _ crawler: Crawler, _ origin: Origin, _ validator: PageValidator?,
        _ hashing: Bool
    ) async throws(Failure) -> Answer {
        var asked: Asked
        do throws(FetchError) {
            asked = try await exchange(position, query, crawler, origin, validator)
        } catch {
            throw Failure(cause: .fetch(error))
        }
        if asked.response.status == 304, let validator {
            return .unchanged(asked.response.validator ?? validator)
        }
        // Taken out, so that reading the page may add to it in place.
        var body = asked.response.takeBody()
        do throws(FetchError) {
            _ = try asked.response.usable(at: environment.clock.now())
        } catch .contract(let why) {
            throw Failure(cause: .fetch(.contract(why + " from " + FetchRequest.place(of: asked.url))))
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
                contentHash: hash, content: content, validator: asked.response.validator,
                next: NextPage.position(
                    after: position, paging: crawler.paging, content: content, response: asked.response,
                    asked: asked.url)))
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
    private struct Asked {
        var response: FetchResponse
        let url: String
    }

    /// One exchange, with an access token where the crawler needs one. A token that is refused is replaced once.
    private func exchange(
        _ position: PagePosition, _ query: String, _ crawler: Crawler, _ origin: Origin, _ validator: PageValidator?
    ) async throws(FetchError) -> Asked {
        var token = try await accessToken(crawler, refused: nil)
        var asked = try await send(position, query, crawler, origin, validator, token)
        if asked.response.status == 401, let refused = token {
            token = try await accessToken(crawler, refused: refused)
            asked = try await send(position, query, crawler, origin, validator, token)
        }
        return asked
    }

    /// The request is made when it may start: its time and its signature are those of that moment.
    private func send(
        _ position: PagePosition, _ query: String, _ crawler: Crawler, _ origin: Origin, _ validator: PageValidator?,
        _ token: String?
    ) async throws(FetchError) -> Asked {
        var url = ""
        let response = try await pacer.run(origin, crawler.request.pace) { () async throws(FetchError) in
            let request = try RequestBuilder.request(
                for: crawler, query: query, position: position, at: environment.clock.now(),
                environment: environment.variable, accessToken: token, validator: validator)
            url = request.url
            return try await http.send(request)
        }
        return Asked(response: response, url: url)
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
