internal import Domain

/// One entry of `editions` of a criteria file.
enum EditionSection {
    /// The readable parts of an edition, with their positions in the file.
    struct ReadEdition {
        let place: Value
        let identifier: String?
        let periods: [(period: CriteriaEdition.Period, place: Value)]
        let edition: CriteriaEdition?
    }

    static func read(_ value: Value, _ declarations: Declarations) -> ReadEdition? {
        guard let mapping = value.mapping else { return nil }
        let identifier = mapping.required("edition").flatMap { $0.text == nil ? nil : $0.quotedText }
        let periods = readPeriods(mapping, value)
        let plan = mapping.field("specimens", SpecimenSection.read)
        let escalation = mapping.optional("escalation")
        let items = mapping.required("items").flatMap { readItems($0, declarations, plan.value) }
        let rules = Field(escalation) { EscalationSection.read($0, items?.map(\.item) ?? []) }
        mapping.finish()
        guard let identifier, let periods, let items, !plan.isFaulty, !rules.isFaulty else {
            return ReadEdition(place: value, identifier: identifier, periods: periods ?? [], edition: nil)
        }
        let edition = CriteriaEdition(
            identifier: identifier, periods: periods.map(\.period), items: items.map(\.item),
            escalation: rules.value ?? EditionEscalation())
        return ReadEdition(place: value, identifier: identifier, periods: periods, edition: edition)
    }

    private static func readPeriods(
        _ mapping: Mapping, _ edition: Value
    ) -> [(period: CriteriaEdition.Period, place: Value)]? {
        let single = period(mapping)
        guard let applies = mapping.optional("applies") else { return single.map { [($0, edition)] } }
        if mapping.optional("produced") != nil || mapping.optional("sold") != nil {
            applies.report("write either produced and sold, or applies")
        }
        guard let list = applies.list else { return nil }
        if list.isEmpty { applies.report("at least one pair of produced and sold is needed") }
        let periods = list.compactMap { entry in
            entry.mapping.flatMap { mapping -> (CriteriaEdition.Period, Value)? in
                let found = period(mapping)
                mapping.finish()
                return found.map { ($0, entry) }
            }
        }
        return periods.count == list.count && !periods.isEmpty ? periods : nil
    }

    private static func period(_ mapping: Mapping) -> CriteriaEdition.Period? {
        let produced = mapping.field("produced", span).or(DaySpan())
        let sold = mapping.field("sold", span).or(DaySpan())
        guard let produced, let sold else { return nil }
        return CriteriaEdition.Period(produced: produced, sold: sold)
    }

    private static func span(_ value: Value) -> DaySpan? {
        guard let mapping = value.mapping else { return nil }
        let from = mapping.field("from", \.day)
        let until = mapping.field("until", \.day)
        mapping.finish()
        guard !from.isFaulty, !until.isFaulty else { return nil }
        let span = DaySpan(from: from.value, until: until.value)
        if let start = span.from, let end = span.until, end < start { value.report("“until” lies before “from”") }
        return span
    }

    private static func readItems(
        _ value: Value, _ declarations: Declarations, _ plan: SpecimenPlan?
    ) -> [ItemSection.ReadItem]? {
        guard let list = value.list else { return nil }
        if list.isEmpty { value.report("at least one item is needed") }
        let names = list.compactMap { item in
            item.member("code")?.plainText.flatMap { code in item.member("name")?.plainText.map { (code, $0) } }
        }
        let titles = ItemTitles(
            declarations: declarations.all, items: Dictionary(names, uniquingKeysWith: { first, _ in first }))
        let items = list.compactMap { ItemSection.read($0, declarations, plan, titles) }
        let codes = list.compactMap { $0.member("code") }
        ItemComposition(items, codes: codes).report()
        return items.count == list.count && !items.isEmpty ? items : nil
    }
}
