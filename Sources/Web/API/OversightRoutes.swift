internal import Domain
internal import Hummingbird
internal import Store
internal import Workers

/// Officers' routes about laboratories: scope, review by a second person, blind duplicates.
///
/// All officers may read. Only officers of the installation's own region may change anything or see blind duplicates,
/// because these show which samples are the same goods.
struct OversightRoutes: Sendable {
    let app: AppContext

    private var store: Store { app.store }

    func add(to group: RouterGroup<APIContext>) {
        let reading = group.requiring(.readLaboratories)
        reading.get("laboratories/{laboratory}/settings", use: settings)
        reading.get("laboratories/{laboratory}/scope", use: scope)
        reading.get("blind-duplicates", use: duplicates)
        let managing = group.requiring(.manageLaboratories)
        managing.put("laboratories/{laboratory}/settings", use: set)
        managing.put("laboratories/{laboratory}/scope", use: setScope)
        managing.post("laboratories/{laboratory}/scope/waiver", use: waive)
        managing.delete("laboratories/{laboratory}/scope/waiver", use: enforce)
        managing.post("blind-duplicates", use: recordDuplicate)
    }

    @Sendable private func settings(_: Request, _ context: APIContext) async throws -> Response {
        try await answer(laboratory(context))
    }

    /// Members that are left out stay as they are; an empty text removes the statement.
    private struct SettingsRequest: Decodable {
        static let keys: Set = ["fourEyes", "title", "address", "accreditation", "contactPerson", "contactPhone"]

        let fourEyes: Bool?
        let title: String?
        let address: String?
        let accreditation: String?
        let contactPerson: String?
        let contactPhone: String?

        func details(after before: LaboratoryDetails) throws -> LaboratoryDetails {
            func text(_ given: String?, _ place: String, _ old: String?) throws -> String? {
                guard let given else { return old }
                guard let fault = LaboratoryDetails.fault(of: given) else { return given.isEmpty ? nil : given }
                throw Problem.badRequest(fault, place: place)
            }
            return LaboratoryDetails(
                title: try text(title, "title", before.title), address: try text(address, "address", before.address),
                accreditation: try text(accreditation, "accreditation", before.accreditation),
                contact: Contact(
                    person: try text(contactPerson, "contactPerson", before.contact.person),
                    phone: try text(contactPhone, "contactPhone", before.contact.phone)))
        }
    }

    @Sendable private func set(_ request: Request, _ context: APIContext) async throws -> Response {
        let overseer = try context.overseer(home: app.home)
        let laboratory = try laboratory(context)
        let body = try await request.object(SettingsRequest.self, keys: SettingsRequest.keys)
        let before = try await store.laboratoryDetails(laboratory)
        let details = try body.details(after: before)
        try await store.setLaboratory(
            laboratory, fourEyes: body.fourEyes, details: details == before ? nil : details, by: overseer.actor)
        return try await answer(laboratory)
    }

    @Sendable private func scope(_: Request, _ context: APIContext) async throws -> Response {
        let laboratory = try laboratory(context)
        return try await Answer.json(ScopeDocument(laboratory, store.scopeState(of: laboratory)))
    }

    private struct ScopeRequest: Decodable {
        let entries: [[String: String]]
    }

    @Sendable private func setScope(_ request: Request, _ context: APIContext) async throws -> Response {
        let overseer = try context.overseer(home: app.home)
        let laboratory = try laboratory(context)
        let body = try await request.object(ScopeRequest.self, keys: ["entries"], upTo: 1 << 20)
        let entries = try body.entries.enumerated().map { try ScopeEntries.entry($1, place: "entries[\($0)]") }
        _ = try await store.setScope(of: laboratory, entries, by: overseer.actor)
        return try await Answer.json(ScopeDocument(laboratory, store.scopeState(of: laboratory)))
    }

    private struct WaiverRequest: Decodable {
        let reason: String
    }

    @Sendable private func waive(_ request: Request, _ context: APIContext) async throws -> Response {
        let overseer = try context.overseer(home: app.home)
        let laboratory = try laboratory(context)
        let body = try await request.object(WaiverRequest.self, keys: ["reason"])
        try await store.waiveScope(of: laboratory, reason: Request.reason(body.reason), by: overseer.actor)
        return try await answer(laboratory)
    }

    @Sendable private func enforce(_: Request, _ context: APIContext) async throws -> Response {
        let overseer = try context.overseer(home: app.home)
        let laboratory = try laboratory(context)
        try await store.waiveScope(of: laboratory, reason: nil, by: overseer.actor)
        return try await answer(laboratory)
    }

    @Sendable private func duplicates(_ request: Request, _ context: APIContext) async throws -> Response {
        _ = try context.overseer(home: app.home)
        let rows = try await store.blindDuplicates(limit: request.limit())
        return try Answer.list("duplicates", rows.map(DuplicateDocument.init))
    }

    private struct DuplicateRequest: Decodable {
        let first: String
        let second: String
    }

    @Sendable private func recordDuplicate(_ request: Request, _ context: APIContext) async throws -> Response {
        let overseer = try context.overseer(home: app.home)
        let body = try await request.object(DuplicateRequest.self, keys: ["first", "second"])
        let isNew = try await store.recordBlindDuplicate(body.first, body.second, by: overseer.actor)
        return try Answer.json(
            RecordedDuplicate(first: body.first, second: body.second, status: isNew ? "recorded" : "unchanged"),
            status: isNew ? .created : .ok)
    }

    private func answer(_ laboratory: String) async throws -> Response {
        try await Answer.json(
            LaboratoryDocument(
                laboratory, fourEyes: store.hasFourEyes(laboratory), store.laboratoryDetails(laboratory),
                store.scopeState(of: laboratory)))
    }

    /// The name of a laboratory, as in its tokens.
    private func laboratory(_ context: APIContext) throws -> String {
        let name = try context.text("laboratory")
        guard (1...100).contains(name.utf8.count) else { throw Problem.notFound }
        return name
    }
}

/// Reads the entries of a scope strictly.
private enum ScopeEntries {
    private static let keys: Set<String> = ["kind", "name", "from", "until"]

    static func entry(_ members: [String: String], place: String) throws -> LaboratoryScope.Entry {
        if let unknown = members.keys.sorted().first(where: { !keys.contains($0) }) {
            throw Problem.badRequest(WebWording.unknownKey(keys.sorted()), place: place + "." + unknown)
        }
        guard let kind = members["kind"].flatMap(LaboratoryScope.Entry.Kind.init) else {
            throw Problem.badRequest(WebWording.scopeKind, place: place + ".kind")
        }
        guard let name = members["name"], (1...200).contains(name.utf8.count), !name.holdsControlCharacters() else {
            throw Problem.badRequest(WebWording.scopeName, place: place + ".name")
        }
        let span = DaySpan(
            from: try day(members["from"], place + ".from"), until: try day(members["until"], place + ".until"))
        if let from = span.from, let until = span.until, from > until {
            throw Problem.badRequest(WebWording.scopeSpan, place: place + ".until")
        }
        return LaboratoryScope.Entry(kind, name, span: span)
    }

    private static func day(_ text: String?, _ place: String) throws -> CalendarDay? {
        guard let text else { return nil }
        guard let day = CalendarDay(text: text) else { throw Problem.badRequest(WebWording.scopeDay, place: place) }
        return day
    }
}
