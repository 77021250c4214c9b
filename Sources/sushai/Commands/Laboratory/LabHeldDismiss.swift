internal import ArgumentParser
internal import Domain
internal import Store
internal import Workers

struct LabHeldDismiss: Command {
    static let configuration = CommandConfiguration(
        commandName: "dismiss",
        abstract: "关闭暂扣报告中不再需要的行，并说明原因。",
        discussion: """
            关闭的行连同原始内容、关闭人和原因留在记录中（lab held list --resolved），不再读取；报告其余各行均可接收时，整份接收，\
            关闭的行和原因记入该版本的事件。后来上传的同号报告被接收后，此前暂扣的自动关闭。

            示例
              sushai lab held dismiss 5 6 --reason 表尾合计行，不是检测结果
              sushai lab held dismiss --upload 3 --reason 整份文件上传错误
            """)

    @Argument(help: "行编号（lab held list 中的编号）。")
    var ids: [Int64] = []
    @Option(help: "该次上传的全部暂扣行。")
    var upload: Int64?
    @Option(help: "原因。")
    var reason: String

    func execute(_ session: Session) async throws {
        guard ids.isEmpty != (upload == nil) else { throw InputMistake("请给出行编号或 --upload 之一") }
        let reason = try Reason.checked(reason)
        let context = try session.openContext()
        var rows = ids
        if let upload {
            _ = try await context.store.upload(upload)
            rows = try await context.store.intakeRows(.init(upload: upload, state: .held), limit: .max, most: 0).map(
                \.id)
        }
        let editor = try await session.rowEditor(context.store)
        let reports = try await context.store.dismissRows(
            rows, of: editor.laboratory, reason: reason, by: editor.actor)
        try await IntakeReplay(context).run(reports, by: editor.actor)
        Output.line("已关闭\(Set(rows).count)行")
    }
}
