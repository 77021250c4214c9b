package import Domain

/// Reads `Criteria/shared/flagging.yaml`: the flag rules that apply to all products. For a key that the file omits, the
/// proposed value of the program applies.
package enum SharedFlagFile {
    /// The path of the file within the folder of criteria.
    package static let name = "shared/flagging.yaml"

    /// The rules of `bytes`, or every mistake in them.
    package static func read(_ bytes: [UInt8], file: String) throws(RulebookError) -> SharedFlagRules {
        let document = Document(file: file)
        let rule = RuleReference(file: file, hash: Digest.sha256(bytes))
        let read = document.root(bytes).map { rules($0, rule) }
        guard let read, document.diagnostics.isEmpty else { throw RulebookError(document.diagnostics) }
        return read
    }

    private static func rules(_ root: Mapping, _ rule: RuleReference) -> SharedFlagRules {
        var rules = SharedFlagRules(points: points(root.optional("priority")), rule: rule)
        section(root, "burst") { section in
            section.share("topShare") { rules.burst.topShare = $0 }
            section.whole("minimumListings", 2...100_000_000) { rules.burst.minimumListings = Int($0) }
            section.whole("unitsPerDay", 1...1_000_000_000) { rules.burst.unitsPerDay = $0 }
        }
        section(root, "brushing") { section in
            section.whole("roundTo", 0...1_000_000) { rules.brushing.roundTo = $0 }
            section.whole("timesEarlier", 0...1_000_000) { rules.brushing.timesEarlier = $0 }
            section.whole("withinHours", 1...8784) { rules.brushing.withinHours = $0 }
            if let flag = section.optional("withLowPrice")?.boolean { rules.brushing.withLowPrice = flag }
        }
        section(root, "attention") { section in
            section.whole("withinDays", 1...3660) { rules.attention.withinDays = Int($0) }
            limits(section, "item") { rules.attention.item = $0 }
            limits(section, "shop") { rules.attention.shop = $0 }
            limits(section, "product") { rules.attention.product = $0 }
        }
        section(root, "failingShop") { section in
            section.whole("years", 1...20) { rules.failingShop.years = Int($0) }
            section.whole("endedWithinYears", 0...20) { rules.failingShop.endedWithinYears = Int($0) }
        }
        section(root, "maker") { section in
            section.whole("signs", 1...3) { rules.maker.signs = Int($0) }
            if let words = section.optional("emptyWords")?.list?.compactMap(\.word) {
                rules.maker.emptyWords = Set(words)
            }
        }
        section(root, "twins") { section in
            section.share("similarity", mayBeOne: true) { rules.twins.similarity = $0 }
            section.whole("mostInBucket", 2...100_000) { rules.twins.mostInBucket = Int($0) }
        }
        if let grades = root.optional("injuryGrades")?.list {
            rules.injuryGrades = Set(grades.compactMap(grade))
        }
        rules.forbiddenClaims = root.optional("forbiddenClaims")?.list?.compactMap(ClaimSection.read) ?? []
        root.finish()
        return rules
    }

    private static func section(_ root: Mapping, _ key: String, _ read: (Mapping) -> Void) {
        guard let section = root.optional(key)?.mapping else { return }
        read(section)
        section.finish()
    }

    private static func points(_ value: Value?) -> [FlagKind: Int] {
        var points = SharedFlagRules.standardPoints
        guard let section = value?.mapping else { return points }
        for kind in FlagKind.allCases {
            section.whole(kind.rawValue, 0...1000) { points[kind] = Int($0) }
        }
        section.finish()
        return points
    }

    /// If the key is written, its limits replace all proposed limits. A type that it omits is not checked.
    private static func limits(_ section: Mapping, _ key: String, _ set: (AttentionRule.Limits) -> Void) {
        guard let entry = section.optional(key)?.mapping else { return }
        var limits = AttentionRule.Limits()
        entry.whole("complaints", 1...1_000_000_000) { limits.complaints = $0 }
        entry.whole("opinions", 1...1_000_000_000) { limits.opinions = $0 }
        entry.finish()
        set(limits)
    }

    private static func grade(_ value: Value) -> ProductGrade? {
        guard let number = value.integer else { return nil }
        guard let grade = ProductGrade(rawValue: number) else {
            value.report("expected the grade 1, 2 or 3")
            return nil
        }
        return grade
    }
}

/// One entry of `forbiddenClaims`.
enum ClaimSection {
    static func read(_ value: Value) -> ClaimList? {
        guard let mapping = value.mapping else { return nil }
        let name = mapping.required("name")?.word
        let words = mapping.required("words")
        let list = words?.list?.compactMap(\.word)
        let exceptions = mapping.optional("exceptWords")?.list?.compactMap(\.word) ?? []
        let basis = mapping.required("basis")?.word
        let source = mapping.required("source").flatMap(SourceSection.read)
        let enabled = mapping.required("enabled")?.boolean
        mapping.finish()
        if list?.isEmpty == true { words?.report("at least one word is needed") }
        guard let name, let list, let basis, let source, let enabled else { return nil }
        return ClaimList(
            name: name, words: list, exceptWords: exceptions, basis: basis, source: source, isEnabled: enabled)
    }
}

extension Mapping {
    /// Passes the whole number of `key` to `set` if the key is present. A number outside `range` is a mistake.
    func whole(_ key: String, _ range: ClosedRange<Int64>, _ set: (Int64) -> Void) {
        guard let value = optional(key), let number = value.integer else { return }
        guard range.contains(Int64(number)) else {
            return value.report("expected a number from \(range.lowerBound) to \(range.upperBound)")
        }
        set(Int64(number))
    }

    /// Passes a share in quotes, above zero and below one, to `set`.
    func share(_ key: String, mayBeOne: Bool = false, _ set: (FixedDecimal) -> Void) {
        guard let value = optional(key), let text = value.quotedText else { return }
        guard let share = FixedDecimal(text), share.isShare(mayBeOne: mayBeOne) else {
            return value.report("expected a share in quotes with at most six decimals, such as \"0.005\"")
        }
        set(share)
    }
}

extension FixedDecimal {
    fileprivate func isShare(mayBeOne: Bool) -> Bool {
        guard scale <= 6, let millionths = multipliedByPowerOfTen(6)?.wholeNumber else { return false }
        return millionths > 0 && (millionths < 1_000_000 || (mayBeOne && millionths == 1_000_000))
    }
}
