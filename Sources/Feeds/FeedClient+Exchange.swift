internal import Domain
internal import Logging
internal import Transport

/// A page to request.
struct PageOrder {
    let position: PagePosition
    let query: String
    let crawler: Crawler
    let origin: Origin
    let validator: PageValidator?
    let isHashed: Bool

    init(
        _ position: PagePosition, _ query: String, _ crawler: Crawler, _ origin: Origin, _ validator: PageValidator?,
        _ isHashed: Bool
    ) {
        self.position = position
        self.query = query
        self.crawler = crawler
        self.origin = origin
        self.validator = validator
        self.isHashed = isHashed
    }
}

extension FeedClient {
    /// Requests a page once, with an access token if the crawler needs one. A refused token is replaced once.
    func exchange(_ order: PageOrder) async throws(Failure) -> Answer {
        var outcome: Result<Answer, Failure>
        do throws(FetchError) {
            let token = try await accessToken(order.crawler, refused: nil)
            outcome = try await send(order, token)
            if let token, case .failure(let failure) = outcome, case .fetch(.credentials) = failure.cause {
                let renewed = try await accessToken(order.crawler, refused: token)
                outcome = try await send(order, renewed)
            }
        } catch {
            throw Failure(cause: .fetch(error))
        }
        return try outcome.get()
    }

    /// The request is built when it is sent, because it contains the time and the signature of that moment.
    private func send(_ order: PageOrder, _ token: String?) async throws(FetchError) -> Result<Answer, Failure> {
        let crawler = order.crawler
        let identity = try RequestBuilder.identity(
            for: crawler, query: order.query, position: order.position, environment: environment.variable)
        let condition = order.validator.flatMap { $0.request == identity ? $0 : nil }
        var url = ""
        var early: Result<Answer, Failure>?
        func read(_ response: inout FetchResponse) -> (outcome: Result<Answer, Failure>, error: FetchError?) {
            var answer = PageAnswer(
                crawler: crawler, position: order.position,
                reader: readers.reader(of: crawler).at(environment.clock.now()),
                url: url,
                identity: identity, condition: condition, isHashed: order.isHashed, now: environment.clock.now(),
                secrets: { SecretTexts(of: crawler, accessToken: token, environment.variable) })
            do throws(Failure) {
                return (.success(try answer.read(&response)), nil)
            } catch {
                return (.failure(error), answer.platformError)
            }
        }
        var response = try await pacer.run(order.origin, crawler.request.pace) { () async throws(FetchError) in
            let request = try RequestBuilder.request(
                for: crawler, query: order.query, position: order.position, at: environment.clock.now(),
                environment: environment.variable, accessToken: token, validator: condition)
            url = request.url
            return try await sendLogged(request, order)
        } platformError: { response in
            // Only such a platform asks for a pause in a body. All other pages are read while the next ones arrive.
            guard crawler.errors != nil else { return nil }
            let (outcome, error) = read(&response)
            early = outcome
            return error
        }
        return early ?? read(&response).outcome
    }

    private func sendLogged(_ request: FetchRequest, _ order: PageOrder) async throws(FetchError) -> FetchResponse {
        let begun = ContinuousClock.now
        let response = try await http.send(request)
        environment.logger.trace(
            "page answered",
            metadata: [
                "crawler": "\(order.crawler.identifier)", "query": "\(order.query)", "page": "\(order.position.page)",
                "status": "\(response.status)", "bytes": "\(response.body.count)",
                "ms": "\(Int64(begun.duration(to: .now) / .milliseconds(1)))",
            ])
        return response
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
