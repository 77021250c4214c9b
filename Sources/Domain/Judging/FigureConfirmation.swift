/// The confirmation of a figure by an operator: which figure of the criteria, the source in which it was read, by whom and
/// when.
package struct FigureConfirmation: Hashable, Sendable {
    package let product: String
    package let item: String
    /// Nil for every edition that states the item; all of them must state the same requirement, and no value is given.
    package let edition: String?
    /// The samples of one case, `material=metal`; nil for the figure of the item.
    package let samples: String?
    /// The figure as the source states it, if the file states another: `85`, or `max=8.5` for one end of a range.
    package let value: String?
    package let source: FigureSource

    package init(
        product: String, item: String, edition: String? = nil, samples: String? = nil, value: String? = nil,
        source: FigureSource
    ) {
        self.product = product
        self.item = item
        self.edition = edition
        self.samples = samples
        self.value = value
        self.source = source
    }

    /// What one edition stated before, and states now.
    package struct Change: Hashable, Sendable {
        package let edition: String
        package let itemName: String
        package let before: Statement
        package let after: Statement

        package init(edition: String, itemName: String, before: Statement, after: Statement) {
            self.edition = edition
            self.itemName = itemName
            self.before = before
            self.after = after
        }
    }

    /// Requirement, rules and sources of an item, as texts.
    package struct Statement: Hashable, Sendable {
        package let requirement: String
        package let source: String

        package init(_ item: TestItem) {
            requirement = CriteriaWording.requirement(item)
            source = CriteriaWording.source(item)
        }
    }
}
