internal import ArgumentParser
internal import Domain
internal import Print
internal import Store
internal import Terminal
internal import Web
internal import Workers

struct JudgeCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "judge",
        abstract: "判定已归档的报告：项目、样品、结论。",
        discussion: """
            结论有三种：符合、不符合、无法判定。缺失、文字、单位不符或低于检出限的结果，不会默认判为符合。

            示例
              sushai judge --limit 50
            """)

    @Option(help: "只判定这一报告。")
    var report: Int64?
    @Option(help: "最多判定的报告数。")
    var limit = 1000
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let context = try session.openContext()
        let judge = Judge(context)
        let reports = if let report { [report] } else { try await context.store.unjudgedReports(limit: limit) }
        var table = Table([
            .init("report", "编号"), Wording.verdict, Wording.hazard, .init("edition", "依据", widest: 20, wraps: true),
            .init("meets", "符合项"), .init("fails", "不符合项"), .init("cannotJudge", "无法判定项"),
            .init("conclusion", "结论表述", widest: 36, wraps: true),
        ])
        var failed = false
        for report in reports {
            do {
                let conclusion = try await judge.run(report: report)
                table.add(row(report, conclusion))
            } catch let awaiting as AwaitingEvidence {
                Output.error("报告\(report)：\(awaiting)")
            } catch let held as SampleHeld {
                Output.error("报告\(report)：\(held)")
            } catch let error as PermanentFailure {
                failed = true
                Output.error("报告\(report)：\(error.sentence)")
            }
        }
        output.print(table, empty: "没有待判定的报告")
        if failed { throw ExitCode(Failure.unavailable) }
    }

    private func row(_ report: Int64, _ conclusion: Conclusion) -> [Table.Cell] {
        func count(_ verdict: Verdict) -> Table.Cell {
            // Items that do not apply, or that count only in a sum, are not open.
            .init(conclusion.items.count { $0.verdict == verdict && !$0.reason.decidesNothing })
        }
        let verdict = output.json ? conclusion.verdict.rawValue : JudgementWording.verdict(conclusion.verdict)
        let hazard = output.json ? conclusion.hazard?.rawValue : conclusion.hazard?.wording
        return [
            .number(report), .text(verdict), .init(hazard), .init(conclusion.edition), count(.meets), count(.fails),
            count(.cannotJudge), .text(conclusion.sentence),
        ]
    }
}
