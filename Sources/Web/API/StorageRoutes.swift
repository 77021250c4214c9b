internal import Domain
internal import Hummingbird
internal import Rulebook
internal import Store
internal import Workers

/// Where the bytes are and what the next year costs: for officers of the installation's own region.
struct StorageRoutes: Sendable {
    let app: AppContext

    func add(to group: RouterGroup<APIContext>) {
        let reading = group.requiring(.readStorage)
        reading.get("storage", use: storage)
        reading.get("storage/page", use: page)
    }

    @Sendable private func storage(_: Request, _ context: APIContext) async throws -> Response {
        try await Answer.json(StorageDocument(report(context)))
    }

    @Sendable private func page(_: Request, _ context: APIContext) async throws -> Response {
        let page = StoragePage.render(try await report(context))
        return Answer.document(Array(page.utf8), .html)
    }

    /// The last stored measure: to measure takes minutes for a large database.
    private func report(_ context: APIContext) async throws -> StorageReport {
        guard try context.officer(home: app.home).region == .everywhere else { throw Problem.overseerOnly }
        return try await StorageReport(app.store, rules: app.rulebook.retention)
    }
}
