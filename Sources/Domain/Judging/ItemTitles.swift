/// What people call the classes, values and items that an item's requirement names by code.
package struct ItemTitles: Hashable, Sendable {
    /// Nothing has another name than its code.
    package static let none = ItemTitles()

    private let declarations: [Declaration]
    private let items: [String: String]

    /// - Parameter items: names by code.
    package init(declarations: [Declaration] = [], items: [String: String] = [:]) {
        self.declarations = declarations
        self.items = items
    }

    func item(_ code: String) -> String {
        items[code] ?? code
    }

    func declaration(_ name: String) -> String {
        declarations.first { $0.name == name }?.title ?? name
    }

    /// Nil where the criteria have no words for it.
    func value(_ code: String, of name: String) -> String? {
        values(of: name).first { $0.code == code }?.title
    }

    /// `codes` with their words, in the order of the criteria.
    func values(_ codes: some Collection<String>, of name: String) -> [String] {
        inOrder(codes, of: name).map { value($0, of: name) ?? $0 }
    }

    /// `codes` in the order of the criteria; those that they do not state, behind.
    func inOrder(_ codes: some Collection<String>, of name: String) -> [String] {
        let stated = values(of: name).map(\.code).filter { codes.contains($0) }
        return stated + codes.filter { !stated.contains($0) }.sorted()
    }

    private func values(of name: String) -> [Declaration.Value] {
        declarations.first { $0.name == name }?.values ?? []
    }
}
