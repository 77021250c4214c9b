/// A property of the sample that a report states (标称): a class on which limits depend, or a number that the product
/// claims.
package struct Declaration: Hashable, Sendable {
    /// The name of the first class that was introduced: the safety category of clothing.
    package static let variant = "variant"

    package let name: String
    /// The title in Chinese, for display.
    package let title: String
    /// The values of a class with their meanings, in the order of the file; empty for a number.
    package let values: [Value]
    /// The unit of a number.
    package let unit: String?

    package struct Value: Hashable, Sendable {
        package let code: String
        package let title: String

        package init(code: String, title: String) {
            self.code = code
            self.title = title
        }
    }

    package init(name: String, title: String, values: [Value] = [], unit: String? = nil) {
        self.name = name
        self.title = title
        self.values = values
        self.unit = unit
    }
}

extension CriteriaEdition {
    /// The declarations that a report must or may state so that all its items can be judged. The ones in the file come
    /// first, then those that items of older files use without declaring them.
    package func declarations(of criteria: ProductCriteria) -> [Declaration] {
        var names: Set<String> = []
        for item in items where !item.isWhollyUnverified { names.formUnion(item.declaredNames) }
        let stated = criteria.declarations.filter { names.contains($0.name) }
        let unstated = names.subtracting(stated.map(\.name)).sorted().map { name in
            let values = items.reduce(into: Set<String>()) { $0.formUnion($1.values(of: name)) }
            return Declaration(
                name: name, title: name, values: values.sorted().map { .init(code: $0, title: $0) })
        }
        return stated + unstated
    }
}
