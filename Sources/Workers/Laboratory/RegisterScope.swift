package import Domain
internal import Files
internal import Rulebook
internal import Store

/// Reads and registers the scope of a laboratory: a table, and all items of products.
package struct RegisterScope: Sendable {
    /// What a new scope changes.
    package struct Change: Hashable, Sendable {
        package let added: [LaboratoryScope.Entry]
        package let ended: [LaboratoryScope.Entry]
        /// Whether an officer had waived the check, which ends with the registration.
        package let endsWaiver: Bool

        package var isNone: Bool { added.isEmpty && ended.isEmpty && !endsWaiver }
    }

    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    /// All items of the editions of a product, each once.
    package static func entries(of criteria: ProductCriteria) -> [LaboratoryScope.Entry] {
        Set(criteria.editions.flatMap(\.items).map(\.code)).sorted().map { .init(.item, $0) }
    }

    /// Reads a table: 类型, 名称, and, if needed, 起始日期 and 截止日期.
    ///
    /// - Throws: all mistakes in the table, each with its place.
    package static func entries(table bytes: [UInt8]) throws(UploadFault) -> [LaboratoryScope.Entry] {
        try ScopeTable.read(CSVTable.read(bytes))
    }

    /// The table of these entries.
    package static func table(of entries: [LaboratoryScope.Entry]) -> String {
        ScopeTable.text(of: entries)
    }

    /// What the registration of `entries` changes.
    package func change(of laboratory: String, to entries: [LaboratoryScope.Entry]) async throws -> Change {
        let found = try await context.store.overseenLaboratory(laboratory)
        let (known, wanted) = (Set(found.entries), Set(entries))
        var isWaived = false
        if case .waived = found.scope { isWaived = true }
        var seen: Set<LaboratoryScope.Entry> = []
        return Change(
            added: entries.filter { !known.contains($0) && seen.insert($0).inserted },
            ended: found.entries.filter { !wanted.contains($0) }, endsWaiver: isWaived)
    }

    /// Registers the entries in place of the recorded ones.
    @discardableResult
    package func run(
        of laboratory: String, _ entries: [LaboratoryScope.Entry], by actor: Actor
    ) async throws -> (added: Int, removed: Int) {
        try await context.store.setScope(of: laboratory, entries, by: actor)
    }
}
