/// A difference between two versions of a product's criteria.
package struct CriteriaDifference: Hashable, Sendable {
    /// The edition with the difference; nil if the difference is in the product.
    package let edition: String?
    /// The code of the item; nil if the difference is in the edition or the product.
    package let item: String?
    package let kind: Kind
    /// The old and the new value; nil if there is none.
    package let before: String?
    package let after: String?

    package enum Kind: String, CaseIterable, Sendable {
        case name
        case productClass = "class"
        case matching
        case flagging
        case declaration = "declares"
        case edition
        case inForce = "in-force"
        case escalation
        case item
        case requirement
        case standard
        case method
        case rules
        case hazard
        case failing
        case source
    }

    package static func between(_ old: ProductCriteria, _ new: ProductCriteria) -> [CriteriaDifference] {
        var found: [CriteriaDifference] = []
        func compare(_ kind: Kind, _ before: String?, _ after: String?) {
            if before != after {
                found.append(.init(edition: nil, item: nil, kind: kind, before: before, after: after))
            }
        }
        compare(.name, old.name, new.name)
        compare(.productClass, CriteriaWording.text(old.productClass), CriteriaWording.text(new.productClass))
        compare(.matching, CriteriaWording.text(old.matching), CriteriaWording.text(new.matching))
        compare(.flagging, CriteriaWording.text(old.flagging), CriteriaWording.text(new.flagging))
        let names = (old.declarations + new.declarations).map(\.name)
        for name in names.indices.filter({ !names[..<$0].contains(names[$0]) }).map({ names[$0] }) {
            func text(_ criteria: ProductCriteria) -> String? {
                criteria.declarations.first { $0.name == name }.map { CriteriaWording.text($0) }
            }
            compare(.declaration, text(old), text(new))
        }
        for edition in old.editions {
            guard let other = new.editions.first(where: { $0.identifier == edition.identifier }) else {
                found.append(.init(edition, .edition, edition.identifier, nil))
                continue
            }
            found += between(edition, other)
        }
        for edition in new.editions where !old.editions.contains(where: { $0.identifier == edition.identifier }) {
            found.append(.init(edition, .edition, nil, edition.identifier))
            found += edition.items.map { .init(edition, .item, nil, CriteriaWording.summary($0), item: $0.code) }
        }
        return found
    }

    /// The differences between two editions of one product. `edition` is the new one.
    package static func between(_ old: CriteriaEdition, _ new: CriteriaEdition) -> [CriteriaDifference] {
        var found: [CriteriaDifference] = []
        func compare(_ kind: Kind, _ before: String, _ after: String) {
            if before != after { found.append(.init(new, kind, before, after)) }
        }
        compare(.inForce, CriteriaWording.text(old.periods), CriteriaWording.text(new.periods))
        compare(.escalation, CriteriaWording.text(old.escalation), CriteriaWording.text(new.escalation))
        for item in old.items {
            guard let other = new.item(item.code) else {
                found.append(.init(new, .item, CriteriaWording.summary(item), nil, item: item.code))
                continue
            }
            found += between(item, other, in: new)
        }
        for item in new.items where old.item(item.code) == nil {
            found.append(.init(new, .item, nil, CriteriaWording.summary(item), item: item.code))
        }
        return found
    }

    private init(_ edition: CriteriaEdition, _ kind: Kind, _ before: String?, _ after: String?, item: String? = nil) {
        self.init(edition: edition.identifier, item: item, kind: kind, before: before, after: after)
    }

    private init(edition: String?, item: String?, kind: Kind, before: String?, after: String?) {
        self.edition = edition
        self.item = item
        self.kind = kind
        self.before = before
        self.after = after
    }

    private static func between(_ old: TestItem, _ new: TestItem, in edition: CriteriaEdition) -> [CriteriaDifference] {
        let parts: [(Kind, (TestItem) -> String)] = [
            (.name, \.name), (.requirement, CriteriaWording.requirement), (.standard, JudgementWording.basis),
            (.method, \.method), (.rules, CriteriaWording.rules), (.hazard, CriteriaWording.hazard),
            (.failing, CriteriaWording.failing), (.source, CriteriaWording.source),
        ]
        return parts.compactMap { kind, text in
            let (before, after) = (text(old), text(new))
            return before == after ? nil : .init(edition, kind, before, after, item: new.code)
        }
    }
}
