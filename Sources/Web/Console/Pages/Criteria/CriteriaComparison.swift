internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore

/// Two editions of a product beside each other, in the words of `sushai criteria diff`.
struct CriteriaComparison: Sendable {
    let console: Console

    static let path = CriteriaPages.path + "/compare"

    static func path(_ product: String) -> String {
        LocalPath.with(path, "product", product)
    }

    func add(to criteria: RouterGroup<APIContext>) {
        criteria.get("compare", use: page)
    }

    @Sendable private func page(_ request: Request, _ context: APIContext) throws -> Response {
        let choices = CriteriaChoices(console)
        let intro = "比较同一产品的两个版本，与 sushai criteria diff 的文字相同。"
        guard let product = try choices.product(request.items), let first = product.editions.first,
            let last = product.editions.last
        else {
            return try console.page("list", choices.asking(Self.path, intro: intro), title: "比较版本", context)
        }
        // An edition of the product that was chosen before is not one of this product.
        let old = request.items["from"].flatMap { product.edition(named: $0) } ?? first
        let new = request.items["to"].flatMap { product.edition(named: $0) } ?? last
        let rows = CriteriaDifference.between(old, new).map { Self.row($0, old, new) }
        let table = TableView(
            caption: "\(product.name)：\(old.identifier) 与 \(new.identifier) 的差异",
            columns: [.init("项目"), .init("内容"), .init("变化"), .init("原"), .init("新")], rows: rows, isStacked: true)
        let heading = old.identifier == new.identifier ? "所选的是同一个版本" : "两个版本相同"
        var page = ListPage(
            table: table,
            empty: EmptyState(
                heading: heading, ways: [PageLink(CriteriaPages.path(product.product), "返回" + product.name)]))
        page.intro = intro
        page.actions = [PageLink(CriteriaPages.path(product.product), "返回" + product.name)]
        page.filter = FilterBar(
            action: Self.path,
            fields: [
                choices.productField(product), CriteriaChoices.editionField("from", "原版本", of: product, old),
                CriteriaChoices.editionField("to", "新版本", of: product, new),
            ], count: rows.isEmpty ? nil : "共 \(rows.count.grouped) 处不同")
        return try console.page("list", page, title: "比较版本：" + product.name, context)
    }

    private static func row(
        _ difference: CriteriaDifference, _ old: CriteriaEdition, _ new: CriteriaEdition
    ) -> TableView.Row {
        let item = difference.item.flatMap { new.item($0) ?? old.item($0) }
        return TableView.Row([
            .head(item?.name ?? "整个版本", small: difference.item),
            .text(CriteriaWording.kind(difference.kind), label: "内容"),
            .text(CriteriaWording.change(difference), label: "变化"), .text(difference.before, label: "原"),
            .text(difference.after, label: "新"),
        ])
    }
}
