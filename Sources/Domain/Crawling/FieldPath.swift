/// The path to a value in a record or in the page.
///
/// Names are joined by dots: `shopInfo.shopName` starts at the record, `$.data.room_id` starts at the page. A name
/// followed by `|json` contains JSON as text, which is parsed: `queryResult|json.data`. If a value on the path is a
/// list, its first element is used. In CSV the whole text is the name of a column.
package struct FieldPath: Hashable, Sendable {
    package struct Step: Hashable, Sendable {
        package let name: String
        package let embeddedJSON: Bool
    }

    package let text: String
    package let fromPage: Bool
    package let steps: [Step]

    /// A column of a CSV file. Its name may contain any character (`No.`, `售价(元)`).
    package init(column: String) {
        text = column
        fromPage = false
        steps = [Step(name: column, embeddedJSON: false)]
    }

    /// Nil if the path is empty or contains an empty name.
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
