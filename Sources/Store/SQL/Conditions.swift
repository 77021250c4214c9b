/// The optional conditions of a statement, and their values.
///
/// An index cannot be used for a condition that allows a missing value (`$1 IS NULL OR …`), so an unused condition is
/// left out.
struct Conditions {
    private var texts: [String] = []
    private(set) var values: [SQLValue?] = []

    /// Adds `column = value` if there is a value.
    mutating func require(_ column: String, equals value: SQLValue?) {
        guard let value else { return }
        texts.append(column + " = " + parameter(value))
    }

    mutating func require(_ column: String, above value: SQLValue) {
        texts.append(column + " > " + parameter(value))
    }

    /// Adds a condition that has no value, or whose values were added by `parameter`.
    mutating func require(_ condition: String) {
        texts.append(condition)
    }

    /// Adds a value and returns its name in the statement.
    mutating func parameter(_ value: SQLValue?) -> String {
        values.append(value)
        return "$\(values.count)"
    }

    /// The conditions with `WHERE`; empty if there are none.
    var clause: String {
        texts.isEmpty ? "" : "WHERE " + texts.joined(separator: " AND ")
    }
}
