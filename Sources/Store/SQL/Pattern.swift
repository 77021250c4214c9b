extension Conditions {
    /// Adds a condition that `column` contains `text`.
    mutating func require(_ column: String, contains text: String) {
        var pattern = String.UnicodeScalarView("%".unicodeScalars)
        for scalar in text.unicodeScalars {
            if scalar == "%" || scalar == "_" || scalar == "\\" { pattern.append("\\") }
            pattern.append(scalar)
        }
        pattern.append("%")
        require(column + " LIKE " + parameter(String(pattern)) + " ESCAPE '\\'")
    }

    /// Adds a condition that `column` is one of `values`, if there are any.
    mutating func require(_ column: String, among values: [String]) {
        guard !values.isEmpty else { return }
        require(column + " IN (" + values.map { parameter($0) }.joined(separator: ", ") + ")")
    }
}
