internal import Domain

/// The texts that may stand as the value of an item.
enum FormValues {
    private static let grades = (2...10).map { $0 % 2 == 0 ? "\($0 / 2)" : "\($0 / 2)-\($0 / 2 + 1)" }

    static func of(_ item: TestItem) -> [String] {
        switch item.requirement {
        case .passFail: ["合格", "不合格"]
        case .gradeAtLeast: grades
        case .absent: ["未检出", "检出"]
        // What is demanded may differ from class to class; a list is of use where all ask for the same kind.
        case .byClass(let cases): cases.allSatisfy { if case .grade = $0.demand { true } else { false } } ? grades : []
        case .number, .atLeastDeclared, .tolerance, .anyOf, .reportOnly: []
        }
    }
}
