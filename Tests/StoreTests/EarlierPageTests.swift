import Domain
import TestSupport
import Testing

@testable import Store

@Suite("Listings by change: the same page of the pull before is read first")
struct EarlierPageTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    /// One pull of each platform on a day, whose pages are stored in turn, so that the numbers of their listings lie
    /// between each other. All prices are `price(platform, day)`.
    private func pulls(_ platforms: [String], day: Int64, _ pages: [[String]]) async throws -> [Int64] {
        let slot = FixedClock.start.adding(seconds: day * 86_400)
        test.clock.set(slot)
        var pulls: [Int64] = []
        for platform in platforms {
            let crawler = Samples.crawler("feed-" + platform, platform: platform)
            pulls.append(try await store.openPull(crawler, slot: slot).id)
        }
        for (number, items) in pages.enumerated() {
            for (platform, pull) in zip(platforms, pulls) {
                let listings = items.map { item in
                    Listing(
                        key: ListingKey(platform: platform, item: item), title: "积木玩具",
                        price: PriceRange(Fen(Self.price(platform, day))))
                }
                _ = try await store.recordPage(
                    Samples.page(listings, page: number + 1, isLast: number + 1 == pages.count), pull: pull)
            }
        }
        for pull in pulls { try await store.completePull(pull) }
        return pulls
    }

    private static func price(_ platform: String, _ day: Int64) -> Int64 {
        1_000 * (day + 1) + Int64(platform.utf8.count)
    }

    private func prices(_ pull: Int64) async throws -> [String: Int64] {
        let facts = try await store.screeningFacts(pull: pull).observations
        return Dictionary(
            uniqueKeysWithValues: facts.map {
                ($0.observation.listing.key.item, $0.observation.listing.price.lower.rawValue)
            })
    }

    @Test("Platforms whose listings have neighbouring numbers and the same items keep their own states")
    func platforms() async throws {
        let platforms = ["jd", "taobao"]
        var stored: [(pull: Int64, price: Int64)] = []
        for day in Int64(0)...2 {
            let pulls = try await pulls(platforms, day: day, [["1", "2"], ["3"], ["4", "5", "6"]])
            stored += zip(pulls, platforms.map { Self.price($0, day) }).map { ($0, $1) }
        }
        for (pull, price) in stored {
            #expect(try await prices(pull) == Dictionary(uniqueKeysWithValues: (1...6).map { (String($0), price) }))
        }
        #expect(try await store.counts()["listings"] == 12)
    }

    @Test("Listings that moved within their page, to another page, left or came are stored all the same")
    func moved() async throws {
        let items = (0..<60).map(String.init)
        _ = try await pulls(["jd"], day: 0, [Array(items[..<30]), Array(items[30...])])
        let turned = [Array(items[..<29].reversed()) + ["59", "100"], Array(items[30..<58]) + ["29", "29"]]
        let second = try await pulls(["jd"], day: 1, turned)[0]
        let expected = Set(turned.joined())
        #expect(try await Set(prices(second).keys) == expected)
        #expect(try await prices(second).values.allSatisfy { $0 == Self.price("jd", 1) })
        let certificate = try await store.certificate(pull: second).certificate
        #expect(certificate.overlap?.new == 1 && certificate.overlap?.gone == 1)
    }
}
