/// What may be tested of which product, edition by edition.
package struct ItemCatalogue: Sendable {
    private let products: [String: ProductCriteria]
    /// The products that know an item, in whatever edition.
    private let owners: [String: [String]]

    package init(_ criteria: some Collection<ProductCriteria>) {
        var products: [String: ProductCriteria] = [:]
        var owners: [String: [String]] = [:]
        for one in criteria.sorted(by: { $0.product < $1.product }) {
            products[one.product] = one
            for code in Set(one.editions.flatMap(\.items).map(\.code)) { owners[code, default: []].append(one.product) }
        }
        self.products = products
        self.owners = owners
    }

    package func knows(_ product: String) -> Bool {
        products[product] != nil
    }

    /// What the item `code` is for goods made on `produced` and bought on `sold`: that of the one edition which judges
    /// them.
    ///
    /// Where no single edition does, or the one that does lacks the item, all editions that know it answer: the result is
    /// then listed and not judged, and whatever is asked of the laboratory must hold for each of them. Empty where none
    /// knows it.
    package func items(
        _ code: String, of product: String, produced: CalendarDay?, sold: CalendarDay
    ) -> [TestItem] {
        guard let criteria = products[product] else { return [] }
        if case .success(let edition) = criteria.edition(produced: produced, sold: sold), let item = edition.item(code)
        {
            return [item]
        }
        return criteria.editions.compactMap { $0.item(code) }
    }

    /// The name of the product in Chinese; its code where it has no criteria.
    package func name(of product: String) -> String {
        products[product]?.name ?? product
    }

    /// The names of all products that know the item `code`; textiles share theirs, so that a code alone names no product.
    package func owners(of code: String) -> [String] {
        (owners[code] ?? []).map(name(of:))
    }
}
