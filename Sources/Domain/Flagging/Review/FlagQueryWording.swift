/// The Chinese texts of the list of flagged listings.
package enum FlagQueryWording {
    static let text = "查找内容最多 \(FlagQuery.longestText) 字，写在一行内"
    static let kind = "没有这种标记理由，请从列表中选择"
    static let state = "没有这种状态，请从列表中选择"
    static let codes = "选择的内容无法识别，请从列表中重新选择"
    static let priority = "优先级应为 0 至 \(FlagQuery.highestPriority.grouped) 的整数"

    /// The chips of a query. The order of the list and its state, which the tabs show, are no conditions.
    ///
    /// - Parameters:
    ///   - product: the name of a product.
    ///   - platform: the name of a platform.
    package static func chips(
        _ query: FlagQuery, product: (String) -> String, platform: (String) -> String
    ) -> [FilterChip] {
        var chips: [FilterChip] = []
        func add(_ text: String, _ change: (inout FlagQuery) -> Void) {
            var without = query
            change(&without)
            chips.append(FilterChip(text, without: without.items))
        }
        if !query.text.isEmpty { add("含“\(query.text)”") { $0.text = "" } }
        if !query.products.isEmpty { add("产品：" + list(query.products.map(product))) { $0.products = [] } }
        if !query.platforms.isEmpty { add("平台：" + list(query.platforms.map(platform))) { $0.platforms = [] } }
        if !query.kinds.isEmpty { add("理由：" + list(query.kinds.sorted().map(FlagWording.name))) { $0.kinds = [] } }
        if let text = query.days.text { add("标记日期：" + text) { $0.days = .any } }
        if let priority = query.priority { add("优先级 ≥ \(priority)") { $0.priority = nil } }
        return chips
    }

    /// The name of the tab of a state; nil for all states.
    package static func tab(_ state: FlagReviewState?) -> String {
        state.map(FlagReviewWording.name) ?? "全部"
    }

    package static func name(_ key: FlagQuery.SortKey) -> String {
        switch key {
        case .priority: "优先级"
        case .price: "售价"
        case .day: "标记日期"
        }
    }

    private static func list(_ names: [String]) -> String {
        names.count <= 5 ? names.joined(separator: "、") : names.prefix(5).joined(separator: "、") + "等 \(names.count) 种"
    }
}
