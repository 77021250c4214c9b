/// The columns of a table of results, for CSV and XLSX. The raw value is the header.
package enum ReportColumn: String, CaseIterable, Sendable {
    case number = "报告编号"
    case label = "样品标签"
    case testedOn = "检测日期"
    case producedOn = "生产日期"
    case declared = "标称"
    case item = "检测项目"
    /// For readers only: the program uses the code of the item.
    case itemName = "项目名称"
    case value = "检测值"
    case unit = "单位"
    case detectionLimit = "检出限"
    /// The expanded uncertainty U (95 %), in the unit of the value or as a share.
    case uncertainty = "不确定度"
    /// The reason for a result such as 不适用.
    case reason = "不适用理由"
    case specimen = "样品序号"
    /// The method that was really used, if it is not the method of the criteria.
    case method = "检验方法"
    case correction = "更正原因"
    /// `部分` if only the listed items of the report are corrected.
    case correctionScope = "更正范围"
    // The particulars of the report (`ReportParticular`).
    case maker = "标称生产者"
    case brand = "商标"
    case model = "规格型号"
    case batch = "批号"
    case quantity = "样品数量"
    case state = "样品状态"
    case conditions = "检验环境"
    case instruments = "主要仪器"
    case testedBy = "主检"
    case checkedBy = "审核"
    case approvedBy = "批准"

    /// Whether a table must have the column. Its cells may be blank unless `needsValue` is set.
    package var isRequired: Bool {
        switch self {
        case .number, .label, .testedOn, .producedOn, .declared, .item, .value, .unit: true
        default: false
        }
    }

    /// Whether every row must have a value in the column.
    package var needsValue: Bool {
        switch self {
        case .number, .label, .testedOn, .item: true
        default: false
        }
    }

    /// The particular that the column contains; nil for all other columns.
    package var particular: ReportParticular? {
        Self.particulars[self]
    }

    private static let particulars = Dictionary(
        ReportParticular.allCases.map { ($0.column, $0) }, uniquingKeysWith: { first, _ in first })

    /// The name of the field in a JSON report; nil if only tables have the column.
    package var machineName: String? {
        switch self {
        case .number: "reportNumber"
        case .label: "sample"
        case .testedOn: "testedOn"
        case .producedOn: "producedOn"
        case .declared: "declared"
        case .item: "results[].item"
        case .itemName: nil
        case .value: "results[].value"
        case .unit: "results[].unit"
        case .detectionLimit: "results[].detectionLimit"
        case .uncertainty: "results[].uncertainty"
        case .reason: "results[].reason"
        case .specimen: "results[].specimen"
        case .method: "results[].method"
        case .correction: "correctionReason"
        case .correctionScope: "partial"
        default: particular.map { "particulars." + $0.rawValue }
        }
    }
}
