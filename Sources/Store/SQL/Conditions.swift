/// The conditions of a statement of which some may be left out, and their values.
///
/// A condition that allows for its value to be missing (`$1 IS NULL OR …`) is served by no index: what is not asked for is
/// better not in the statement.
struct Conditions {
    private var texts: [String] = []
    private(set) var values: [SQLValue?] = []

    /// `column = value`, where there is a value.
    mutating func require(_ column: String, equals value: SQLValue?) {
        guard let value else { return }
        texts.append(column + " = " + parameter(value))
    }

    /// `column > value`.
    mutating func require(_ column: String, above value: SQLValue) {
        texts.append(column + " > " + parameter(value))
    }

    /// A condition that has no value, or whose values were added by `parameter`.
    mutating func require(_ condition: String) {
        texts.append(condition)
    }

    /// Adds a value, and gives how the statement names it.
    mutating func parameter(_ value: SQLValue?) -> String {
        values.append(value)
        return "$\(values.count)"
    }

    /// With its `WHERE`; empty where nothing is asked for.
    var clause: String {
        texts.isEmpty ? "" : "WHERE " + texts.joined(separator: " AND ")
    }
}
