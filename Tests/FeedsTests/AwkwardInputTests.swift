import Domain
import Feeds
import TestSupport
import Testing

/// The names of the inputs in `Fixtures/Awkward/Tables`.
@Suite(.timeLimit(.minutes(15))) struct AwkwardInputTests {
    static let inputs = (try? AwkwardInput.all()) ?? []

    @Test("Every awkward input has the expected listings and faults", arguments: inputs)
    func outcome(_ input: AwkwardInput) throws {
        let crawler = try #require(AwkwardCrawlers.crawler(input.format), "there is no decoder \(input.format)")
        switch (input.expected, Self.read(input, crawler)) {
        case (.unreadable, .unreadable), (.refused, .refused): break
        case (.page(let listings, let codes), .page(let page)):
            #expect(page.listings.map { $0.key.item } == listings.map(\.item))
            #expect(page.listings.map { $0.price.yuanText } == listings.map(\.yuan))
            for (found, wanted) in zip(page.listings, listings) where wanted.title != nil {
                #expect(found.title == wanted.title)
            }
            let found = page.quarantined.map(\.fault.code.rawValue)
            #expect(found.count == codes.count, "\(found)")
            for (code, allowed) in zip(found, codes) { #expect(allowed.contains(code)) }
            #expect(page.records == listings.count + codes.count)
        case (let expected, let found): Issue.record("expected \(expected), found \(found)")
        }
    }

    @Test("There are more than two hundred inputs, and each has its own name")
    func names() throws {
        let inputs = try AwkwardInput.all()
        #expect(inputs.count > 200)
        #expect(Set(inputs.map(\.name)).count == inputs.count)
        #expect(Set(inputs.map(\.format)).isSubset(of: AwkwardCrawlers.formats))
    }

    private enum ParsingResult {
        case page(ParsedPage)
        case unreadable(String)
        case refused(String)
    }

    private static func read(_ input: AwkwardInput, _ crawler: Crawler) -> ParsingResult {
        do throws(PageFault) {
            return .page(try PageParser.parse(input.bytes, crawler: crawler))
        } catch {
            if case .refused(let why) = error { return .refused(why) }
            return .unreadable(error.message)
        }
    }
}
