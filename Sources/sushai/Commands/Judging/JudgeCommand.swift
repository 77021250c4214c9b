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
        abstract: "Judge filed reports: item, sample, conclusion.",
        discussion: """
            Three verdicts: 符合, 不符合, 无法判定. What is missing, textual, of another unit or below detection never \
            passes by default.

            EXAMPLE
              sushai judge --limit 50
            """)

    @Option(help: "Judge this report alone.")
    var report: Int64?
    @Option(help: "At most so many reports.")
    var limit = 1000
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let context = try session.openContext()
        let judge = Judge(context)
        let reports = if let report { [report] } else { try await context.store.unjudgedReports(limit: limit) }
        var table = Table([
            .init("report", "编号"), Wording.verdict, Wording.hazard, .init("edition", "依据", widest: 34),
            .init("meets", "符合项"), .init("fails", "不符合项"), .init("cannotJudge", "无法判定项"),
            .init("conclusion", "结论表述", widest: 80),
        ])
        var failed = false
        for report in reports {
            do {
                let conclusion = try await judge.run(report: report)
                table.add(row(report, conclusion))
            } catch let held as HeldForEvidence {
                Output.error("report \(report): \(held)")
            } catch let error as PermanentFailure {
                failed = true
                Output.error("report \(report): \(error)")
            }
        }
        output.print(table, empty: "没有待判定的报告")
        if failed { throw ExitCode(Failure.unavailable) }
    }

    private func row(_ report: Int64, _ conclusion: Conclusion) -> [Table.Cell] {
        func count(_ verdict: Verdict) -> Table.Cell {
            // What does not apply, or counts in a sum only, was not left open.
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
