internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web
internal import Workers

struct RouteCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "route",
        abstract: "Turn conclusions into notices, reminders, leads and proposed takedowns.",
        discussion: """
            General hazard: problem notice, and a reminder to the local bureau. Serious hazard: problem notice, \
            enforcement lead, and a takedown proposed to an officer.

            EXAMPLE
              sushai route
            """)

    @Option(help: "Route this conclusion alone.")
    var conclusion: Int64?
    @Option(help: "At most so many conclusions.")
    var limit = 1000
    @ArgumentParser.Flag(help: "List the reminders and leads instead of routing.")
    var list = false
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let context = try session.openContext()
        if list { return try await listReferrals(context.store) }
        let route = Route(context)
        let conclusions =
            if let conclusion { [conclusion] } else { try await context.store.unroutedConclusions(limit: limit) }
        var table = Table([
            .init("conclusion", "结论"), .init("notice", "告知书"), .init("reminder", "提醒属地"), .init("lead", "线索移交"),
            .init("takedown", "拟下架", widest: 40),
        ])
        for conclusion in conclusions {
            table.add(row(conclusion, try await route.run(conclusion: conclusion).actions))
        }
        output.print(table, empty: "没有待处置的结论")
    }

    private func row(_ conclusion: Int64, _ actions: [Disposition.Action]) -> [Table.Cell] {
        var cells: [Table.Cell] = [.number(conclusion), .missing, .missing, .missing, .missing]
        for action in actions {
            switch action {
            case .notice(let hazard, let region): cells[1] = .text(hazard.wording + "，抄送" + region.text)
            case .reminder(let region): cells[2] = .text(region.text)
            case .lead(let region): cells[3] = .text(region.text)
            case .proposeTakedown(let key): cells[4] = .text(key.text)
            }
        }
        return cells
    }

    private func listReferrals(_ store: Store) async throws {
        var table = Table([
            .init("id", "编号"), .init("kind", "类型"), Wording.region, .init("enterprise", "企业", widest: 30),
            Wording.platform, Wording.item, .init("conclusion", "说明", widest: 70), .init("withdrawn", "已撤回"),
            .init("withdrawnReason", "撤回原因", widest: 30),
        ])
        for row in try await store.referrals(in: .everywhere, limit: limit) {
            table.add([
                .number(row.id), .text(Wording.referral(row.kind)), .text(row.region.text), .text(row.enterprise),
                .text(row.listing.platform), .text(row.listing.item), .text(row.sentence), .boolean(row.isWithdrawn),
                .init(row.withdrawnReason),
            ])
        }
        output.print(table)
    }
}
