internal import Domain

/// The names to find in a JSON text: a tree compiled from the paths of a crawler file.
struct FieldPlan: Sendable {
    /// What to do with the value of one name. It contains numbers only, so a copy is cheap.
    struct Action: Sendable {
        /// The slot of the value; −1 for none.
        var slot: Int32 = -1
        /// The node for the names within the value; −1 for none.
        var node: Int32 = -1
        /// The number of the list of records that the value is; −1 for none.
        var list: Int32 = -1
        /// Whether the value may be a string that contains JSON.
        var isEmbedded = false
        /// Whether a list counts as its first value.
        var takesFirst = false
        /// Whether the slot takes the value as a whole, even a list whose first value has names of its own to find.
        var isWhole = false
    }

    /// The names to find in an object, with the number of the action of each.
    private(set) var nodes: [[(name: [UInt8], action: Int)]] = [[]]
    private(set) var actions: [Action] = []

    static let root = 0

    /// Requests the value at `steps` in slot `slot`.
    ///
    /// - Parameter takesFirst: whether a list there counts as its first value. Several pictures are allowed; several
    ///   prices are a fault.
    mutating func want(_ steps: some Collection<FieldPath.Step>, slot: Int, takesFirst: Bool) {
        update(steps) { action in
            action.takesFirst = takesFirst && (action.slot < 0 || action.takesFirst)
            action.slot = Int32(slot)
        }
    }

    /// Requests the whole value at `step`, whatever it is, in slot `slot`.
    mutating func wantWhole(_ step: FieldPath.Step, slot: Int) {
        update([step]) { action in
            action.slot = Int32(slot)
            action.isWhole = true
        }
    }

    /// Requests the records in the list at `steps`.
    mutating func wantRecords(_ steps: some Collection<FieldPath.Step>, list: Int) {
        update(steps) { $0.list = Int32(list) }
    }

    private mutating func update(_ steps: some Collection<FieldPath.Step>, _ change: (inout Action) -> Void) {
        var node = Self.root
        for (number, step) in steps.enumerated() {
            let name = Array(step.name.utf8)
            let action: Int
            if let known = nodes[node].first(where: { $0.name == name }) {
                action = known.action
            } else {
                action = actions.count
                actions.append(Action())
                nodes[node].append((name, action))
            }
            if step.embeddedJSON { actions[action].isEmbedded = true }
            guard number < steps.count - 1 else { return change(&actions[action]) }
            if actions[action].node < 0 {
                actions[action].node = Int32(nodes.count)
                nodes.append([])
            }
            node = Int(actions[action].node)
        }
    }

    /// The name that leads to an action.
    func name(of action: Int) -> String {
        let found = nodes.joined().first { $0.action == action }
        return String(decoding: found?.name ?? [], as: UTF8.self)
    }
}

/// The places of a listing's fields: a plan for the page, a plan for each record, and the slots of each field.
struct PagePlan: Sendable {
    /// Slot of a field: of the record, or of the page.
    enum Source: Hashable, Sendable {
        case record(Int)
        case page(Int)
    }

    private(set) var page = FieldPlan()
    private(set) var record = FieldPlan()
    private(set) var recordSlots = 0
    private(set) var pageSlots = 0
    /// The sources of each field, in the order they are tried.
    private(set) var sources: [ListingField: [Source]] = [:]
    /// The places of what belongs to a price: its period, currency and upper bound.
    private(set) var attributes: [Source] = []
    /// The text of each path that is read from the page, by slot.
    private(set) var pagePaths: [String] = []
    /// Slots of the page for values that are not fields of a listing.
    private(set) var error: Int?
    /// The places of the platform's error code.
    private(set) var errorCodes: [Int] = []
    private(set) var success: Int?
    private(set) var total: Int?
    private(set) var next: Int?
    private(set) var hasMore: Int?
    private(set) var endValue: Int?
    /// The number of the list if the page itself is the list of records; −1 otherwise.
    private(set) var rootList = -1
    private var known: [String: Source] = [:]

    /// - Parameter crawler: of a format whose paths are names of members. For a table, each path is a column.
    init(_ crawler: Crawler) {
        for (field, paths) in crawler.fields.mapped {
            let takesFirst = ![.item, .title, .price, .priceAfterCoupon, .sales, .minorDigits].contains(field)
            if let prices = crawler.fields.prices[field] {
                sources[field] = prices.map { $0.isOverAll ? whole($0.path) : source($0.path, takesFirst: false) }
                for price in prices {
                    for path in price.attributes where price.within(path) == nil {
                        attributes.append(source(path, takesFirst: path != price.upTo))
                    }
                }
            } else {
                sources[field] = paths.map { source($0, takesFirst: takesFirst) }
            }
        }
        total = crawler.paging.total.map { pageSlot($0) }
        errorCodes = (crawler.errors?.codes ?? []).map { pageSlot($0) }
        hasMore = crawler.paging.ends.hasMore.map { pageSlot($0) }
        endValue = crawler.paging.ends.path.map { pageSlot($0) }
        switch crawler.paging.advance {
        case .cursor(let path, _), .nextLink(let path): next = pageSlot(path)
        case .page, .offset, .linkHeader: break
        }
        switch crawler.format {
        case .json(let format):
            error = format.error.map { pageSlot($0) }
            success = (format.success?.path).map { pageSlot($0) }
            // The path is empty: the page itself is the list.
            if format.records.isEmpty { rootList = 0 }
            for (list, path) in format.records.enumerated() { page.wantRecords(path.steps, list: list) }
        case .xml(let format):
            error = format.error.map { pageSlot($0) }
            page.wantRecords(format.records.steps, list: 0)
        case .jsonLD:
            if let records = FieldPath(LinkedData.records) { page.wantRecords(records.steps, list: 0) }
        case .ndjson, .csv: break
        }
    }

    /// The slot of a path that was requested.
    func slot(_ path: FieldPath, isWhole: Bool) -> Source? {
        if path.fromPage { return known[Self.pageText(path)] }
        return known[isWhole ? path.steps[0].name : path.text]
    }

    /// The slot of the value that the path enters first.
    private mutating func whole(_ path: FieldPath) -> Source {
        let step = path.steps[0]
        var slot = recordSlots
        if case .record(let found) = known[step.name] {
            slot = found
        } else {
            known[step.name] = .record(slot)
            recordSlots += 1
        }
        record.wantWhole(step, slot: slot)
        return .record(slot)
    }

    private mutating func source(_ path: FieldPath, takesFirst: Bool) -> Source {
        if path.fromPage { return .page(pageSlot(path)) }
        if let found = known[path.text] {
            if case .record(let slot) = found { record.want(path.steps, slot: slot, takesFirst: takesFirst) }
            return found
        }
        record.want(path.steps, slot: recordSlots, takesFirst: takesFirst)
        known[path.text] = .record(recordSlots)
        recordSlots += 1
        return .record(recordSlots - 1)
    }

    private mutating func pageSlot(_ path: FieldPath) -> Int {
        let text = Self.pageText(path)
        if case .page(let slot) = known[text] { return slot }
        page.want(path.steps, slot: pageSlots, takesFirst: true)
        known[text] = .page(pageSlots)
        pagePaths.append(text)
        pageSlots += 1
        return pageSlots - 1
    }

    /// If only the page can be meant, `$.data.total` and `data.total` are the same place.
    private static func pageText(_ path: FieldPath) -> String {
        "$" + path.steps.map { "." + $0.name + ($0.embeddedJSON ? "|json" : "") }.joined()
    }

    /// Whether a field of a listing is read from the page and not from its record.
    var fieldsFromPage: Bool {
        (Array(sources.values.joined()) + attributes).contains { if case .page = $0 { true } else { false } }
    }
}
