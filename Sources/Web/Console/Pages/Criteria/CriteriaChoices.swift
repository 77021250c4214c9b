internal import Domain
internal import Hummingbird
internal import HummingbirdCore
internal import Rulebook
internal import Workers

/// The products and editions that the pages of criteria offer, and the selections of their filters.
struct CriteriaChoices: Sendable {
    /// In the order of their names.
    let criteria: [ProductCriteria]

    init(_ console: Console) {
        criteria = console.app.rulebook.criteria.values.sorted { ($0.name, $0.product) < ($1.name, $1.product) }
    }

    /// The product that the address names; nil if it names none.
    func product(_ items: QueryItems) throws -> ProductCriteria? {
        guard let code = items["product"] else { return nil }
        guard let found = criteria.first(where: { $0.product == code }) else { throw Problem.notFound }
        return found
    }

    func productField(_ chosen: ProductCriteria?) -> FormField {
        var field = FormField("product", "产品")
        field.choices =
            [.init(value: "", word: "请选择")] + criteria.map { .init(value: $0.product, word: $0.name) }
        return field.filled(chosen?.product ?? "")
    }

    static func editionField(
        _ name: String, _ label: String, of criteria: ProductCriteria, _ chosen: CriteriaEdition
    ) -> FormField {
        var field = FormField(name, label)
        field.choices = criteria.editions.map { .init(value: $0.identifier, word: $0.identifier) }
        return field.filled(chosen.identifier)
    }

    /// A page that asks for a product.
    func asking(_ action: String, intro: String) -> ListPage {
        var page = ListPage(
            table: TableView(caption: "", columns: [], rows: []), empty: EmptyState(heading: "请选择产品"))
        page.intro = intro
        page.filter = FilterBar(action: action, fields: [productField(nil)])
        return page
    }
}
