/// What may be tested of which product: the items of all editions, found by code.
package struct ItemCatalogue: Sendable {
    private struct Product: Sendable {
        let name: String
        let items: [String: TestItem]
    }

    private let products: [String: Product]
    /// The products that know an item.
    private let owners: [String: [String]]

    package init(_ criteria: some Collection<ProductCriteria>) {
        var products: [String: Product] = [:]
        var owners: [String: [String]] = [:]
        for one in criteria.sorted(by: { $0.product < $1.product }) {
            var items: [String: TestItem] = [:]
            for item in one.editions.flatMap(\.items) { items[item.code] = item }
            products[one.product] = Product(name: one.name, items: items)
            for code in items.keys { owners[code, default: []].append(one.product) }
        }
        self.products = products
        self.owners = owners
    }

    package func knows(_ product: String) -> Bool {
        products[product] != nil
    }

    package func item(_ code: String, of product: String) -> TestItem? {
        products[product]?.items[code]
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
