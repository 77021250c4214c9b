internal import Domain
internal import Terminal

/// The Chinese names of products. JSON contains their codes.
struct ProductNames {
    private let names: [String: String]

    init(_ criteria: some Sequence<ProductCriteria>) {
        names = Dictionary(criteria.map { ($0.product, $0.name) }) { first, _ in first }
    }

    func cell(_ product: String) -> Table.Cell {
        .word(code: product, name(product))
    }

    /// The name of a product; its code if it has no criteria.
    func name(_ product: String) -> String {
        names[product] ?? product
    }
}
