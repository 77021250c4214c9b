/// The Chinese words for the classes, values and items in a requirement, which are stored as codes.
package struct ItemTitles: Hashable, Sendable {
    /// No code has a Chinese word.
    package static let none = ItemTitles()

    private let declarations: [Declaration]
    private let items: [String: String]

    /// - Parameter items: item code → name.
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

    /// Nil if the criteria have no word for it.
    func value(_ code: String, of name: String) -> String? {
        values(of: name).first { $0.code == code }?.title
    }

    /// The words for `codes`, in the order of the criteria.
    func values(_ codes: some Collection<String>, of name: String) -> [String] {
        inOrder(codes, of: name).map { value($0, of: name) ?? $0 }
    }

    /// `codes` in the order of the criteria. Codes that the criteria do not declare come last.
    func inOrder(_ codes: some Collection<String>, of name: String) -> [String] {
        let stated = values(of: name).map(\.code).filter { codes.contains($0) }
        return stated + codes.filter { !stated.contains($0) }.sorted()
    }

    private func values(of name: String) -> [Declaration.Value] {
        declarations.first { $0.name == name }?.values ?? []
    }
}
