internal import Domain

/// The texts that may stand as the value of an item.
enum FormValues {
    static func of(_ item: TestItem) -> [String] {
        switch item.requirement {
        case .passFail: ["合格", "不合格"]
        case .gradeAtLeast: (2...10).map { $0 % 2 == 0 ? "\($0 / 2)" : "\($0 / 2)-\($0 / 2 + 1)" }
        case .number, .atLeastDeclared: []
        }
    }
}
