/// Where a value stands in a record, or in the whole page.
///
/// Written as names with dots: `shopInfo.shopName` starts at the record, `$.data.room_id` at the page. A name followed
/// by `|json` holds JSON as text and is read again: `queryResult|json.data`. A list on the way stands for its first
/// element. In CSV the whole text is a column's name.
package struct FieldPath: Hashable, Sendable {
    package struct Step: Hashable, Sendable {
        package let name: String
        package let embeddedJSON: Bool
    }

    package let text: String
    package let fromPage: Bool
    package let steps: [Step]

    /// A column of a CSV file, whatever its name holds (`No.`, `售价(元)`).
    package init(column: String) {
        text = column
        fromPage = false
        steps = [Step(name: column, embeddedJSON: false)]
    }

    /// Nil for an empty path or an empty name in it.
    package init?(_ text: String) {
        var names = text.split(separator: ".", omittingEmptySubsequences: false)[...]
        fromPage = names.first == "$"
        if fromPage { names = names.dropFirst() }
        var steps: [Step] = []
        for name in names {
            let embedded = name.hasSuffix("|json")
            let plain = embedded ? name.dropLast(5) : name
            guard !plain.isEmpty else { return nil }
            steps.append(Step(name: String(plain), embeddedJSON: embedded))
        }
        guard !steps.isEmpty else { return nil }
        self.text = text
        self.steps = steps
    }
}
