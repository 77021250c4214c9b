internal import ArgumentParser
internal import Domain
internal import Store
internal import Workers

struct LabQuarantineDismiss: Command {
    static let configuration = CommandConfiguration(
        commandName: "dismiss",
        abstract: "Close rows in quarantine of which nothing will come, and say why.",
        discussion: """
            Rows that a later version of their report contains, and those of a report that is withdrawn, are closed by \
            themselves. A closed row stays in the record with its bytes, who closed it and why (`lab quarantine list \
            --resolved`), and in the counts of its file; it is never read again. Good rows that waited for it go through.

            EXAMPLES
              sushai lab quarantine dismiss 5 6 --reason 重复录入，以报告R-2026-0002为准
              sushai lab quarantine dismiss --upload 3 --reason 整份文件上传错误
            """)

    @Argument(help: "The rows, by their numbers in `lab quarantine list`.")
    var ids: [Int64] = []
    @Option(help: "All rows in quarantine of this upload instead.")
    var upload: Int64?
    @Option(help: "Why.")
    var reason: String

    func execute(_ session: Session) async throws {
        guard ids.isEmpty != (upload == nil) else { throw InputMistake("write the numbers of rows, or --upload") }
        let reason = try Reason.checked(reason)
        let context = try session.openContext()
        var rows = ids
        if let upload {
            _ = try await context.store.upload(upload)
            rows = try await context.store.intakeRowNames(.init(upload: upload, state: .quarantined)).map(\.id)
        }
        let keeper = try await session.rowKeeper(context.store)
        let uploads = try await context.store.dismissRows(
            rows, of: keeper.laboratory, reason: reason, by: keeper.actor)
        for upload in uploads.sorted() { try await IntakeReplay(context).release(upload, by: keeper.actor) }
        Output.line("已关闭\(Set(rows).count)行")
    }
}
