/// A statement about the sample or the test that the report prints. No verdict depends on it. The raw value is the name
/// of the field in a JSON report. Stored; never renamed.
package enum ReportParticular: String, CaseIterable, Sendable {
    /// The maker according to the label of the product. It is not verified.
    case maker
    case brand
    /// Specification and type, according to the label of the product.
    case model
    case batch
    case quantity
    /// The state of the sample when the laboratory received it.
    case state
    /// The conditions of the test: temperature, humidity.
    case conditions
    case instruments
    case testedBy, checkedBy, approvedBy

    /// The column of the form.
    package var column: ReportColumn {
        switch self {
        case .maker: .maker
        case .brand: .brand
        case .model: .model
        case .batch: .batch
        case .quantity: .quantity
        case .state: .state
        case .conditions: .conditions
        case .instruments: .instruments
        case .testedBy: .testedBy
        case .checkedBy: .checkedBy
        case .approvedBy: .approvedBy
        }
    }
}

extension [ReportParticular: String] {
    /// The statements in the order of their declaration.
    package var inOrder: [(particular: ReportParticular, text: String)] {
        ReportParticular.allCases.compactMap { particular in self[particular].map { (particular, $0) } }
    }
}
