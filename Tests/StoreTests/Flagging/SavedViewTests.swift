import Domain
import TestSupport
import Testing

@testable import Store

/// Views and columns belong to one person and one page.
struct SavedViewTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    private func account(_ text: String) async throws -> Int64 {
        let name = try #require(AccountName(text))
        let principal = try Principal(account: name, role: .officer, region: Samples.region("330000"))
        return try await store.createAccount(
            name, principal, passwordHash: "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2g", by: .operator
        ).id
    }

    private func name(_ text: String) throws -> ViewName {
        try #require(ViewName(text))
    }

    @Test("A view is found by its person and page, and the same name again replaces its conditions")
    func views() async throws {
        let (one, two) = (try await account("officer-a"), try await account("officer-b"))
        var query = FlagQuery()
        query.products = ["toys"]
        let id = try await store.saveView(name("玩具"), query.items, page: FlagQuery.page, of: one)
        query.priority = 50
        #expect(try await store.saveView(name("玩具"), query.items, page: FlagQuery.page, of: one) == id)
        let views = try await store.savedViews(page: FlagQuery.page, of: one)
        #expect(views == [SavedView(id: id, name: try name("玩具"), query: query.items)])
        #expect(FlagQuery(stored: views[0].query.text) == query)
        #expect(try await store.savedViews(page: FlagQuery.page, of: two).isEmpty)
        #expect(try await store.savedViews(page: "samples", of: one).isEmpty)
        await #expect(throws: StoreError.notFound("saved view \(id)")) { try await store.removeView(id, of: two) }
        try await store.removeView(id, of: one)
        #expect(try await store.savedViews(page: FlagQuery.page, of: one).isEmpty)
    }

    @Test("A person has a limited number of views, and may still change one of them")
    func most() async throws {
        let one = try await account("officer-a")
        for number in 0..<SavedView.most {
            _ = try await store.saveView(name("视图\(number)"), QueryItems(), page: FlagQuery.page, of: one)
        }
        await #expect(throws: StoreError.conflict(.tooManyViews(most: SavedView.most))) {
            try await store.saveView(name("多一个"), QueryItems(), page: FlagQuery.page, of: one)
        }
        _ = try await store.saveView(name("视图3"), FlagQuery().items, page: FlagQuery.page, of: one)
        _ = try await store.saveView(name("多一个"), QueryItems(), page: "samples", of: one)
    }

    private enum Column: String, ListColumn {
        case price, shop, twins

        var isUsual: Bool { self == .price }
    }

    @Test("Columns are the usual ones until a person chooses, also none of them")
    func columns() async throws {
        let one = try await account("officer-a")
        func shown() async throws -> [String] {
            ShownColumns<Column>(chosen: try await store.shownColumns(page: FlagQuery.page, of: one)).names
        }
        #expect(try await shown() == ["price"])
        try await store.showColumns(["twins", "price", "gone"], page: FlagQuery.page, of: one)
        #expect(try await shown() == ["price", "twins"])
        try await store.showColumns([], page: FlagQuery.page, of: one)
        #expect(try await shown().isEmpty)
        try await store.showColumns(nil, page: FlagQuery.page, of: one)
        #expect(try await shown() == ["price"])
    }
}
