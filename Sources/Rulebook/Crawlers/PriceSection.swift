internal import Domain

/// `price` and `priceAfterCoupon`. Neither has a default: a missing price is unknown.
enum PriceSection {
    struct PriceField: Hashable {
        let sources: [PriceSource]
        let unit: PriceUnit
        var digits: FieldRule?
        var currency: Currency?
    }

    static func read(_ value: Value, _ reader: FieldReader) -> PriceField? {
        guard let mapping = value.mapping else { return nil }
        let from = mapping.required("from").flatMap { sources($0, reader) }
        let unit = mapping.required("unit")?.word(PriceUnit.self)
        let digitsValue = mapping.optional("digits")
        let digits = digitsValue.flatMap(reader.rule)
        let currency = mapping.optional("currency").flatMap { self.currency($0, reader) }
        mapping.finish()
        guard let from, let unit else { return nil }
        if unit != .minor { digitsValue?.report("digits goes with unit: minor; \(unit.rawValue) has its own") }
        return PriceField(sources: from, unit: unit, digits: digits, currency: currency)
    }

    static func afterCoupon(_ value: Value, _ reader: FieldReader) -> PriceField? {
        guard let mapping = value.mapping else { return nil }
        let from = mapping.required("from").flatMap { sources($0, reader) }
        let unit = mapping.required("unit")?.word(PriceUnit.self)
        mapping.finish()
        guard let from, let unit else { return nil }
        return PriceField(sources: from, unit: unit)
    }

    enum Currency: Hashable {
        /// At a path, or the same for the whole feed.
        case rule(FieldRule)
        /// The text of each price names it.
        case inPrice

        var rule: FieldRule? {
            if case .rule(let rule) = self { rule } else { nil }
        }
    }

    /// A path, `{default: CNY}` for a feed that is in yuan and states no currency, or `{inPrice: true}`.
    ///
    /// A default behind a path is a mistake: a foreign price of a record without currency would be a price in yuan.
    private static func currency(_ value: Value, _ reader: FieldReader) -> Currency? {
        guard value.isMapping else { return reader.paths(value).map { .rule(FieldRule($0)) } }
        guard let mapping = value.mapping else { return nil }
        let from = mapping.field("from", reader.paths)
        let fallback = mapping.field("default", currencyCode)
        let inPrice = mapping.field("inPrice") { $0.boolean }
        mapping.finish()
        switch (from, fallback, inPrice) {
        case (.value(let paths), .absent, .absent): return .rule(FieldRule(paths))
        case (.absent, .value(let code), .absent): return .rule(FieldRule([], fallback: code))
        case (.absent, .absent, .value(true)): return .inPrice
        case (.faulty, _, _), (_, .faulty, _), (_, _, .faulty): return nil
        default:
            value.report(
                "write exactly one: from, for the path of the currency; default: CNY, for a feed that is in yuan and states no "
                    + "currency; inPrice: true, where each price names it. A record without its currency is not in yuan, "
                    + "so a default does not go with from")
            return nil
        }
    }

    private static func currencyCode(_ value: Value) -> String? {
        guard let word = value.word else { return nil }
        guard ["CNY", "RMB"].contains(word) else {
            value.report("only prices in yuan are compared; expected CNY")
            return nil
        }
        return word
    }

    // MARK: Sources

    /// One source, or a list of sources that are tried in order.
    private static func sources(_ value: Value, _ reader: FieldReader) -> [PriceSource]? {
        guard value.isList else { return source(value, reader).map { [$0] } }
        let list = value.list ?? []
        guard !list.isEmpty else {
            value.report("the list of paths must not be empty")
            return nil
        }
        let sources = list.compactMap { source($0, reader) }
        return sources.count == list.count ? sources : nil
    }

    /// A path, or `{path, upTo, validity, validFrom, validUntil, currency, over}`.
    private static func source(_ value: Value, _ reader: FieldReader) -> PriceSource? {
        guard value.isMapping else { return reader.path(value).map { PriceSource($0) } }
        guard let mapping = value.mapping else { return nil }
        let path = mapping.required("path").flatMap(reader.path)
        let upTo = mapping.field("upTo", reader.path)
        let validity = mapping.field("validity", reader.path)
        let validFrom = mapping.field("validFrom", reader.path)
        let validUntil = mapping.field("validUntil", reader.path)
        let currency = mapping.field("currency", reader.path)
        let over = mapping.field("over") { $0.word(Over.self) }
        mapping.finish()
        let others = [upTo, validity, validFrom, validUntil, currency]
        guard let path, !others.contains(where: \.isFaulty), !over.isFaulty else { return nil }
        var source = PriceSource(path)
        source.upTo = upTo.value
        source.validity = validity.value
        source.validFrom = validFrom.value
        source.validUntil = validUntil.value
        source.currency = currency.value
        source.isOverAll = over.value != nil
        if source.isOverAll, let mistake = mistake(ofAll: path, reader) {
            value.report(mistake)
            return nil
        }
        return source
    }

    private enum Over: String, CaseIterable {
        case all
    }

    private static func mistake(ofAll path: FieldPath, _ reader: FieldReader) -> String? {
        if !reader.hasLists { return "a column has one value; leave over: all out" }
        if path.fromPage { return "over: all reads a list of the record; a path from the page ($) has none" }
        if path.steps.contains(where: \.embeddedJSON) {
            return "over: all does not read JSON that is in a text (|json)"
        }
        return nil
    }
}

/// `item`: a path, a list of paths, or `{from, pattern}`.
enum ItemFieldSection {
    struct ItemField {
        let rule: FieldRule
        let patterns: [ItemPattern]
    }

    static func read(_ value: Value, _ reader: FieldReader) -> ItemField? {
        guard value.isMapping else { return reader.paths(value).map { ItemField(rule: FieldRule($0), patterns: []) } }
        guard let mapping = value.mapping else { return nil }
        let from = mapping.required("from").flatMap(reader.paths)
        let patterns = mapping.required("pattern").flatMap(patterns)
        mapping.finish()
        guard let from, let patterns else { return nil }
        return ItemField(rule: FieldRule(from), patterns: patterns)
    }

    /// One pattern, or a list of which one must fit.
    private static func patterns(_ value: Value) -> [ItemPattern]? {
        guard value.isList else { return pattern(value).map { [$0] } }
        let list = value.list ?? []
        guard !list.isEmpty else {
            value.report("the list of patterns must not be empty")
            return nil
        }
        let patterns = list.compactMap(pattern)
        return patterns.count == list.count ? patterns : nil
    }

    private static func pattern(_ value: Value) -> ItemPattern? {
        guard let text = value.text else { return nil }
        do throws(ItemPattern.Mistake) {
            return try ItemPattern(text)
        } catch {
            value.report("character \(error.position) of the pattern: \(error.reason)")
            return nil
        }
    }
}
