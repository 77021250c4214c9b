internal import Domain
internal import Transport

/// Reads the answer to one request for a page.
struct PageAnswer {
    let crawler: Crawler
    let position: PagePosition
    let reader: PageReader
    let url: String
    /// Identifies the request; see `PageValidator.request`.
    let identity: String
    /// The validator that the request carried.
    let condition: PageValidator?
    let isHashed: Bool
    let now: Timestamp
    let secrets: () -> SecretTexts
    /// The error of the platform, if its body has one with a known meaning.
    private(set) var platformError: FetchError?

    init(
        crawler: Crawler, position: PagePosition, reader: PageReader, url: String, identity: String,
        condition: PageValidator?, isHashed: Bool, now: Timestamp, secrets: @escaping () -> SecretTexts
    ) {
        self.crawler = crawler
        self.position = position
        self.reader = reader
        self.url = url
        self.identity = identity
        self.condition = condition
        self.isHashed = isHashed
        self.now = now
        self.secrets = secrets
    }

    /// Takes the body out of `response`.
    mutating func read(_ response: inout FetchResponse) throws(FeedClient.Failure) -> FeedClient.Answer {
        let validator = response.validator(of: identity, at: now)
        if response.status == 304, let condition { return .unchanged(validator ?? condition) }
        // Moved out, so that the parser may append to it in place.
        var body = response.takeBody()
        if crawler.paging.ends.statuses.contains(response.status), position.page > crawler.paging.firstPage {
            return .page(
                FeedClient.Page(
                    contentHash: Digest.sha256(body), content: .afterTheEnd(of: crawler), validator: nil, nextToken: nil
                ))
        }
        try checkStatus(response, body)
        if case .broken(let fault) = response.end {
            throw FeedClient.Failure(cause: .page(.incomplete(.compressed(fault.message))), bytes: body)
        }
        let hash = isHashed ? Digest.sha256(body) : ""
        let content = try parse(&body, of: response)
        return .page(
            FeedClient.Page(
                contentHash: hash, content: content, validator: validator,
                nextToken: NextPage.token(
                    content.next, paging: crawler.paging, response: response, requestURL: url)))
    }

    private mutating func checkStatus(_ response: FetchResponse, _ body: [UInt8]) throws(FeedClient.Failure) {
        // 206 is a part of a page.
        guard !(200..<300).contains(response.status) || response.status == 206 else { return }
        let platform = PlatformError(body, crawler: crawler)
        try check(platform, response)
        do throws(FetchError) {
            _ = try response.usable(at: now)
        } catch {
            let text = platform.map { secrets().hidden(in: $0.text) } ?? ""
            throw FeedClient.Failure(cause: .fetch(error.adding(text, place: FetchRequest.place(of: url))))
        }
    }

    private mutating func parse(
        _ body: inout [UInt8], of response: FetchResponse
    ) throws(FeedClient.Failure) -> ParsedPage {
        let isProved = PageEnd.isProved(response.end, body, crawler.format)
        let content: ParsedPage
        do throws(PageFault) {
            content = try reader.parse(taking: &body)
        } catch {
            try check(PlatformError(body, crawler: crawler), response)
            throw FeedClient.Failure(cause: .page(hidden(error)), bytes: isProved ? body : [])
        }
        // A page without a listing may be an error of the platform. The body of a JSON page is moved into the page, which
        // was checked when it was read.
        if content.batch.rows.isEmpty {
            try check(PlatformError(body, crawler: crawler), response)
        }
        // The bytes are not kept: read again on their own, they would look complete.
        guard isProved else { throw FeedClient.Failure(cause: .page(.incomplete(.endNotProved))) }
        return content
    }

    private mutating func check(_ error: PlatformError?, _ response: FetchResponse) throws(FeedClient.Failure) {
        guard
            let known = error?.fetchError(
                hiding: secrets(), headerSeconds: response.retryAfterSeconds(at: now))
        else { return }
        platformError = known
        throw FeedClient.Failure(cause: .fetch(known))
    }

    /// `fault` without the secrets that the platform repeated in its words.
    private func hidden(_ fault: PageFault) -> PageFault {
        let secrets = secrets()
        return switch fault {
        case .refused(let why): .refused(secrets.hidden(in: why))
        case .webPage(let words): .webPage(firstWords: secrets.hidden(in: words))
        case .plainText(let words): .plainText(firstWords: secrets.hidden(in: words))
        case .noLinkedData(let words): .noLinkedData(firstWords: secrets.hidden(in: words))
        case .noRecordList(let path, let members, let words):
            .noRecordList(path: path, members: members, firstWords: secrets.hidden(in: words))
        default: fault
        }
    }
}

extension FetchError {
    /// The error of an HTTP status with the platform's own error.
    fileprivate func adding(_ text: String, place: String) -> FetchError {
        let more = text.isEmpty ? "" : ": " + text
        return switch self {
        case .transient(let why): .transient(why + more)
        case .throttled(let seconds, _): .throttled(retryAfterSeconds: seconds, why: text)
        case .credentials(let why): .credentials(why + more)
        case .contract(let why): .contract(why + " from " + place + more)
        case .gone, .ours, .cancelled: self
        }
    }
}
