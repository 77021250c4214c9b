extension ReportWording {
    /// A screening result alone is no basis for a penalty, and is not published (annex §4).
    package static let noBasis =
        "依据《省局评价性抽查（风险速筛）工作指引》第四条，原则上，风险速筛结果不直接作为行政处罚的依据，不予信息公示。"

    /// The notes that explain the nature of the report to everyone who has a copy.
    package static func notes(on report: ScreeningReport) -> [String] {
        var notes = [noBasis]
        switch report.verdict {
        case .meets:
            notes.append("“\(JudgementWording.meets)”仅指本报告所列项目的检验结果，不是对产品质量的全面评价。")
        case .fails:
            notes.append("“\(JudgementWording.fails)”仅针对本次所检样品和本报告所列项目。")
        case .cannotJudge:
            notes.append("“\(JudgementWording.cannotJudge)”不表示样品符合要求，也不表示样品不符合要求。")
        }
        notes.append("样品以消费者名义购买，无备样；照片、视频和记录以存证时的SHA-256哈希固定，可据此核验是否被改动。")
        notes += history(report)
        notes += figures(report)
        if report.rulesChanged {
            notes.append("判定之后实施细则文件已有更新：项目名称、标准和方法按现行文件列示；技术要求、结果和判定为判定时的记录。")
        }
        return notes
    }

    private static func history(_ report: ScreeningReport) -> [String] {
        var notes: [String] = []
        if !report.history.earlierSamples.isEmpty {
            let labels = report.history.earlierSamples.joined(separator: "、")
            notes.append("报告编号\(report.number)曾用于样品\(labels)，该次报告已撤回，本报告的样品为\(report.label)。")
        }
        if !report.history.dropped.isEmpty {
            notes.append("上一版的下列项目不在本版中：\(report.history.dropped.joined(separator: "、"))。")
        }
        return notes
    }

    /// Limits that nobody read in the primary text must not look official.
    private static func figures(_ report: ScreeningReport) -> [String] {
        func codes(_ isMeant: (FigureSource.Confidence) -> Bool) -> String {
            var seen: Set<String> = []
            return report.items.filter { $0.confidence.map(isMeant) ?? false && seen.insert($0.code).inserted }
                .map(\.code).joined(separator: "、")
        }
        let secondary = codes { $0 == .secondary }
        let unverified = codes { !$0.isUsable }
        return [
            secondary.isEmpty ? nil : "下列项目的限值取自二手资料，尚未与标准原文核对：\(secondary)。",
            unverified.isEmpty ? nil : "下列项目的限值未经核实，未据以判定：\(unverified)。",
        ].compactMap { $0 }
    }
}
