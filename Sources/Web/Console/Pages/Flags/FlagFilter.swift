internal import Domain

/// The filter of the list of flagged listings: five fields above the list, and all conditions on a page.
struct FlagFilter: Sendable {
    let query: FlagQuery
    let names: ListNames

    private static let links = FlagPages.links

    /// The bar above the list.
    func bar(_ count: ListCount) -> FilterBar {
        let chips = FlagQueryWording.chips(query, product: names.product, platform: names.platform)
        var plain = FlagQuery()
        plain.state = query.state
        plain.order = query.order
        var bar = FilterBar(
            action: Self.links.path, fields: [text, product, platform, kind, days].map(filled), hidden: hidden,
            chips: chips.map { PageLink(Self.links.page("", $0.without), $0.text) },
            clear: chips.count > 1 ? Self.links.list(plain) : nil, count: ListWording.count(count))
        bar.more = PageLink(Self.links.page("filter", query.items), "更多条件")
        return bar
    }

    /// What the form keeps without showing it.
    private var hidden: [HiddenField] {
        var items = QueryItems()
        if query.state != .pending { items.append("state", query.state?.rawValue ?? "all") }
        items.append("priority", query.priority.map { String($0) })
        if query.order != FlagQuery.defaultOrder { items.append("sort", query.order.text) }
        return items.items.map { HiddenField(name: $0.name, value: $0.value) }
    }

    private func filled(_ field: FormField) -> FormField {
        field.filled(value(field.name))
    }

    private func value(_ name: String) -> String {
        switch name {
        case "q": query.text
        case "product": query.products.joined(separator: ",")
        case "platform": query.platforms.joined(separator: ",")
        case "kind": query.kinds.sorted().map(\.rawValue).joined(separator: ",")
        case "days": query.days.field
        default: ""
        }
    }

    private var text: FormField {
        var field = FormField("q", "标题、编号或店铺")
        field.type = "search"
        field.longest = FlagQuery.longestText
        return field
    }

    private var product: FormField {
        selection("product", "产品", names.productChoices.map { ($0.code, $0.name) }, many: query.products.count)
    }

    private var platform: FormField {
        selection("platform", "平台", names.platformChoices.map { ($0.code, $0.name) }, many: query.platforms.count)
    }

    private var kind: FormField {
        selection(
            "kind", "标记理由", FlagKind.allCases.map { ($0.rawValue, FlagWording.name($0)) }, many: query.kinds.count)
    }

    private var days: FormField {
        let last = [1, 3, 7, 30].map { (String($0), DayFilter.last($0).text ?? "") }
        return selection("days", "标记日期", last, many: 1)
    }

    /// A selection. Conditions that it does not offer, such as several products, are one more choice.
    private func selection(
        _ name: String, _ label: String, _ choices: [(String, String)], many: Int
    ) -> FormField {
        var choices = choices
        let value = value(name)
        if !value.isEmpty, !choices.contains(where: { $0.0 == value }) {
            let word = name == "days" ? query.days.text : many > 1 ? "所选的 \(many) 种" : nil
            choices.append((value, word ?? value))
        }
        var field = FormField(name, label)
        field.filterStyle = "opt"
        field.choices = [.init(value: "", word: "全部")] + choices.map { .init(value: $0.0, word: $0.1) }
        return field
    }
}

/// All conditions on one page. Template `flag-filter`.
struct FlagFilterPage: Sendable {
    /// A group of boxes.
    struct Group: Sendable {
        struct Box: Sendable {
            let value: String
            let word: String
            let isChecked: Bool
        }

        let name: String
        let word: String
        let error: String?
        let boxes: [Box]
    }

    let action: String
    let errors: ErrorSummary?
    let first: [FormField]
    let groups: [Group]
    let last: [FormField]
    let back: PageLink

    /// - Parameter typed: the parameters as they were typed, for the fields with a mistake.
    init(_ request: ListRequest<FlagQuery>, typed: QueryItems, _ names: ListNames) {
        let (query, faults) = (request.query, request.faults)
        func error(_ name: String) -> String? { faults.first { $0.field == name }?.sentence }
        func filled(_ field: FormField, _ value: String) -> FormField {
            let fault = error(field.name)
            return field.filled(fault == nil ? value : typed[field.name] ?? value, error: fault)
        }
        func group(_ name: String, _ word: String, _ choices: [(String, String)], _ chosen: Set<String>) -> Group {
            Group(
                name: name, word: word, error: error(name),
                boxes: choices.map { Group.Box(value: $0.0, word: $0.1, isChecked: chosen.contains($0.0)) })
        }
        action = FlagPages.links.path
        var text = FormField("q", "标题、商品编号或店铺")
        text.hint = "多个词以空格分开，须全部包含；不分全角半角、大小写和繁简"
        text.isRequired = false
        text.longest = FlagQuery.longestText
        var state = FormField("state", "研判")
        state.isRequired = false
        state.choices =
            FlagReviewState.allCases.map { .init(value: $0.rawValue, word: FlagReviewWording.name($0)) }
            + [.init(value: "all", word: "全部")]
        first = [filled(text, query.text), filled(state, query.state?.rawValue ?? "all")]
        groups = [
            group("product", "产品", names.productChoices.map { ($0.code, $0.name) }, Set(query.products)),
            group("platform", "平台", names.platformChoices.map { ($0.code, $0.name) }, Set(query.platforms)),
            group(
                "kind", "标记理由（有其一即可）", FlagKind.allCases.map { ($0.rawValue, FlagWording.name($0)) },
                Set(query.kinds.map(\.rawValue))),
        ]
        last = Self.figures(query, filled)
        back = PageLink(FlagPages.links.list(query), "返回")
        errors =
            faults.isEmpty
            ? nil
            : ErrorSummary(
                heading: "有 \(faults.count) 处要改", faults.map { .init(href: "#" + $0.field, text: $0.sentence) })
    }

    private static func figures(
        _ query: FlagQuery, _ filled: (FormField, String) -> FormField
    ) -> [FormField] {
        var days = FormField("days", "标记日期")
        days.isRequired = false
        days.hint = "填写起止日期时，以起止日期为准"
        var (span, number): ((CalendarDay?, CalendarDay?), Int?) = ((nil, nil), nil)
        switch query.days {
        case .any: break
        case .last(let days): number = days
        case .between(let from, let until): span = (from, until)
        }
        let offered = Set([1, 3, 7, 30] + [number].compactMap(\.self)).sorted()
        days.choices =
            [.init(value: "", word: "不限")]
            + offered.map { .init(value: String($0), word: DayFilter.last($0).text ?? "") }
        var from = FormField("from", "起始日期")
        from.type = "date"
        from.style = "short"
        from.isRequired = false
        var until = FormField("to", "截止日期")
        until.type = "date"
        until.style = "short"
        until.isRequired = false
        var priority = FormField("priority", "优先级不低于")
        priority.inputMode = "numeric"
        priority.style = "short"
        priority.isRequired = false
        var order = FormField("sort", "排序")
        order.isRequired = false
        order.choices = FlagQuery.SortKey.allCases.flatMap { key in
            [true, false].map { isDescending in
                let order = ListOrder(key, isDescending: isDescending)
                let (high, low) = key == .day ? ("新", "旧") : ("高", "低")
                let word = FlagQueryWording.name(key) + (isDescending ? "，从\(high)到\(low)" : "，从\(low)到\(high)")
                return .init(value: order.text, word: word)
            }
        }
        return [
            filled(days, number.map { String($0) } ?? ""), filled(from, span.0?.text ?? ""),
            filled(until, span.1?.text ?? ""), filled(priority, query.priority.map { String($0) } ?? ""),
            filled(order, query.order.text),
        ]
    }
}
