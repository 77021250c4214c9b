/// A list with its conditions and its order, which a person saved under a name.
package struct SavedView: Hashable, Sendable {
    package let id: Int64
    package let name: ViewName
    package let query: QueryItems

    package init(id: Int64, name: ViewName, query: QueryItems) {
        self.id = id
        self.name = name
        self.query = query
    }

    /// Views of one person on one page. More tabs cannot be surveyed.
    package static let most = 20
}

/// The name of a saved view, without outer blanks.
package struct ViewName: Hashable, Sendable {
    package let text: String

    package static let longest = 20

    package init?(_ text: String) {
        let text = text.withoutOuterSpaces
        guard !text.isEmpty, text.unicodeScalars.count <= Self.longest, !text.holdsControlCharacters() else {
            return nil
        }
        self.text = text
    }
}

extension ListWording {
    package static let viewName = "名称应为 1 至 \(ViewName.longest) 字，写在一行内"
}

/// The columns of a list beside those that are always shown. The raw values are names in forms; stored, never renamed.
package protocol ListColumn: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {
    /// Whether the column is shown to a person who has not chosen.
    var isUsual: Bool { get }
}

/// The columns that a person sees.
package struct ShownColumns<Column: ListColumn>: Hashable, Sendable {
    package let columns: Set<Column>

    /// - Parameter chosen: the stored names; nil for a person who has not chosen. Unknown names are left out.
    package init(chosen: [String]?) {
        columns = chosen.map { Set($0.compactMap { Column(rawValue: $0) }) } ?? Set(Column.allCases.filter(\.isUsual))
    }

    package func shows(_ column: Column) -> Bool {
        columns.contains(column)
    }

    /// The names in the order of the columns.
    package var names: [String] {
        Column.allCases.filter { columns.contains($0) }.map(\.rawValue)
    }
}
