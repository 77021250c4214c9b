/// The conditions of the list of flagged listings.
package struct FlagQuery: ListQuery {
    package enum SortKey: String, ListSortKey {
        case priority, price
        /// The time of the flag.
        case day

        package var startsDescending: Bool {
            self != .price
        }
    }

    /// The state of the review; nil for every state.
    package var state: FlagReviewState? = .pending
    /// Words that title, item number or shop contain, as the person wrote them.
    package var text = ""
    /// Codes of products, without repeats.
    package var products: [String] = []
    package var platforms: [String] = []
    /// The listing has at least one flag of these kinds; empty for any.
    package var kinds: Set<FlagKind> = []
    package var days = DayFilter.any
    /// The least priority.
    package var priority: Int?
    package var order = FlagQuery.defaultOrder

    package static let page = "flags"
    package static let defaultOrder = ListOrder(SortKey.priority, isDescending: true)
    package static let longestText = 100
    package static let mostValues = 50
    package static let highestPriority = 10_000

    package init() {}

    package init(conditions items: QueryItems, faults: inout [ListFault]) {
        state = Self.state(items, &faults)
        if let given = items["q"]?.withoutOuterSpaces, !given.isEmpty {
            let isUsable = given.unicodeScalars.count <= Self.longestText && !given.holdsControlCharacters()
            if isUsable { text = given } else { faults.append(ListFault("q", FlagQueryWording.text)) }
        }
        products = Self.codes("product", items, &faults)
        platforms = Self.codes("platform", items, &faults)
        for word in Self.codes("kind", items, &faults) {
            if let kind = FlagKind(rawValue: word) {
                kinds.insert(kind)
            } else {
                faults.append(ListFault("kind", FlagQueryWording.kind))
            }
        }
        days = DayFilter(items, faults: &faults)
        if let given = items["priority"] {
            let number = Int(given) ?? -1
            let isUsable = (0...Self.highestPriority).contains(number) && String(number) == given
            if isUsable { priority = number } else { faults.append(ListFault("priority", FlagQueryWording.priority)) }
        }
    }

    package var conditions: QueryItems {
        var items = QueryItems()
        if state != .pending { items.append("state", state?.rawValue ?? "all") }
        items.append("q", text)
        items.append("product", products.joined(separator: ","))
        items.append("platform", platforms.joined(separator: ","))
        items.append("kind", kinds.sorted().map(\.rawValue).joined(separator: ","))
        items.append(days.items)
        items.append("priority", priority.map { String($0) })
        return items
    }

    private static func state(_ items: QueryItems, _ faults: inout [ListFault]) -> FlagReviewState? {
        guard let text = items["state"] else { return .pending }
        if text == "all" { return nil }
        if let known = FlagReviewState(rawValue: text) { return known }
        faults.append(ListFault("state", FlagQueryWording.state))
        return .pending
    }

    /// The values of one parameter, given once with commas or several times: `product=toys,power-bank`.
    private static func codes(_ name: String, _ items: QueryItems, _ faults: inout [ListFault]) -> [String] {
        let given = Set(items.all(name).flatMap { $0.split(separator: ",") }.map { String($0).withoutOuterSpaces })
            .subtracting([""])
        let isUsable =
            given.count <= mostValues && given.allSatisfy { $0.utf8.count <= 64 && !$0.holdsControlCharacters() }
        guard isUsable else {
            faults.append(ListFault(name, FlagQueryWording.codes))
            return []
        }
        return given.sorted()
    }
}
