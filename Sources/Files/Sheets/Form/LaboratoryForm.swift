package import Domain

/// The empty form that a laboratory fills in for one sample of a product. It has one row for each item of one edition.
///
/// It shows the items to test and their units. It shows no limits: the laboratory sees the label of a sample, its
/// product and its items, and the person who measures need not know the limit.
package struct LaboratoryForm: Sendable {
    package struct Item: Hashable, Sendable {
        package let code: String
        package let name: String
        package let unit: String
        package let method: String
        /// The texts allowed as its value; empty if the value is a number.
        package let values: [String]
    }

    /// The sheet to fill in; intake reads this sheet.
    package static let sheet = "结果"
    /// The sheets of an empty form that contain no results.
    package static let otherSheets: Set<String> = [FormWording.instructions]

    package let product: String
    package let productName: String
    package let edition: String
    package let items: [Item]
    /// The facts that the report must declare about the sample, with the allowed texts.
    package let declarations: [Declaration]

    package init(_ criteria: ProductCriteria, _ edition: CriteriaEdition) {
        product = criteria.product
        productName = criteria.name
        self.edition = edition.identifier
        // An item that is met by other items is not tested itself.
        items = edition.items.filter { !$0.isAlternative }.map {
            Item(code: $0.code, name: $0.name, unit: $0.unit, method: $0.method, values: FormValues.of($0))
        }
        declarations = edition.declarations(of: criteria)
    }

    package static let header = ReportColumn.allCases.map(\.rawValue)

    /// A text for each column of each item's row; empty if the laboratory fills it in.
    package var rows: [[String]] {
        items.map { item in ReportColumn.allCases.map { Self.given($0, item) ?? "" } }
    }

    /// The text that the form contains; nil if the laboratory fills it in.
    static func given(_ column: ReportColumn, _ item: Item) -> String? {
        switch column {
        case .item: item.code
        case .itemName: item.name
        case .unit: item.unit
        default: nil
        }
    }

    /// The form as CSV in UTF-8. Excel reads it as UTF-8 because of the byte-order mark.
    package var csv: [UInt8] {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        CSVText.append(Self.header, to: &bytes)
        for row in rows { CSVText.append(row, to: &bytes) }
        return bytes
    }
}

/// The texts allowed as the value of an item.
private enum FormValues {
    private static let grades = (2...10).map { $0 % 2 == 0 ? "\($0 / 2)" : "\($0 / 2)-\($0 / 2 + 1)" }

    static func of(_ item: TestItem) -> [String] {
        let values = results(item)
        return values.isEmpty || !item.rules.allowsNotApplicable ? values : values + ["不适用"]
    }

    private static func results(_ item: TestItem) -> [String] {
        switch item.requirement {
        case .passFail: ["合格", "不合格"]
        case .gradeAtLeast: grades
        case .absent: ["未检出", "检出"]
        // The required values may differ from class to class. A list is useful only if all classes require the same
        // kind.
        case .byClass(let cases): cases.allSatisfy { if case .grade = $0.demand { true } else { false } } ? grades : []
        case .number, .atLeastDeclared, .tolerance, .anyOf, .reportOnly: []
        }
    }
}
