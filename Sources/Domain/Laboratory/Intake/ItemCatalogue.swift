/// The items that may be tested, by product and edition.
package struct ItemCatalogue: Sendable {
    private let products: [String: ProductCriteria]
    /// Item code → the products that have the item in any edition.
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

    /// The declarations that a report on the product may state. Empty for a file of the older form, which does not list
    /// them; any declaration is then possible.
    func declarations(of product: String) -> [Declaration] {
        products[product]?.declarations ?? []
    }

    package func knows(_ product: String) -> Bool {
        products[product] != nil
    }

    /// The item `code` for goods produced on `produced` and bought on `sold`, from the one edition in force for them.
    ///
    /// If no single edition is in force, or the edition in force lacks the item, the items of all editions that have
    /// the code are returned. The result is then listed and not judged, and every check of the laboratory must hold for
    /// each of these items. Empty if no edition has the code.
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

    /// The name of the product in Chinese; its code if it has no criteria.
    package func name(of product: String) -> String {
        products[product]?.name ?? product
    }

    /// The names of all products that have the item `code`. Several products (textiles) share item codes, so a code
    /// does not identify a product.
    package func owners(of code: String) -> [String] {
        (owners[code] ?? []).map(name(of:))
    }
}
