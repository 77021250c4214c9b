package import Domain

/// The empty form that a laboratory fills in for one sample of a product: a row an item of one edition.
///
/// It shows what is to be tested and in which unit. It shows no limits: the laboratory's view of a sample is its label,
/// its product and its items, and whoever measures need not know where the line is.
package struct LaboratoryForm: Sendable {
    package struct Item: Hashable, Sendable {
        package let code: String
        package let name: String
        package let unit: String
        package let method: String
        /// The texts that may stand as its value; none where it is a number.
        package let values: [String]
    }

    /// The sheet that is filled in; the one that intake reads.
    package static let sheet = "结果"
    /// The sheets of an empty form that hold no results.
    package static let otherSheets: Set<String> = [FormWording.instructions]

    package let product: String
    package let productName: String
    package let edition: String
    package let items: [Item]
    /// What the report must declare of the sample, with the texts that may stand there.
    package let declarations: [Declaration]

    package init(_ criteria: ProductCriteria, _ edition: CriteriaEdition) {
        product = criteria.product
        productName = criteria.name
        self.edition = edition.identifier
        // What is met by other items is not tested itself.
        items = edition.items.filter { !$0.isAlternative }.map {
            Item(code: $0.code, name: $0.name, unit: $0.unit, method: $0.method, values: FormValues.of($0))
        }
        declarations = edition.declarations(of: criteria)
    }

    package static let header = ReportColumn.allCases.map(\.rawValue)

    /// A text for each column of each item's row; empty where the laboratory fills in.
    package var rows: [[String]] {
        items.map { item in ReportColumn.allCases.map { Self.given($0, item) ?? "" } }
    }

    /// What the form itself gives; nil where the laboratory fills in.
    static func given(_ column: ReportColumn, _ item: Item) -> String? {
        switch column {
        case .item: item.code
        case .itemName: item.name
        case .unit: item.unit
        case .number, .label, .testedOn, .producedOn, .declared, .value, .detectionLimit, .uncertainty, .specimen,
            .correction:
            nil
        }
    }

    /// As CSV in UTF-8. The mark in front makes Excel read it as such.
    package var csv: [UInt8] {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        CSVText.append(Self.header, to: &bytes)
        for row in rows { CSVText.append(row, to: &bytes) }
        return bytes
    }
}
