internal import ArgumentParser

/// The program. Each worker is a command; `serve` runs the HTTP API and all workers in one process.
@main
struct Sushai: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sushai",
        abstract: "速筛：发现网络销售的危险产品，并促使其下架。",
        discussion: """
            一条链接的处理顺序：pull → screen → draw → purchase → lab → judge → route → takedown。全部数据保存在一个 \
            SQLite 文件中（SUSHAI_DATABASE，未设置时为 sushai.sqlite）。

            退出码
              0   完成
              1   检查发现问题（audit verify、evidence verify）
              64  命令行有误
              65  输入有误：规则文件、平台数据、承检机构文件
              69  对象不存在，或其状态不允许
              70  程序缺陷
              74  磁盘已满，或文件无法读写
              75  尚有未完成的工作；再次运行同一命令即可继续

            设置取自环境变量；sushai settings 列出全部设置。
            """,
        version: "0.1.0",
        subcommands: [
            PullCommand.self, ScreenCommand.self, BaselineCommand.self, AttentionCommand.self, ShopCommand.self,
            TwinCommand.self, DrawCommand.self, PurchaseCommand.self, LabCommand.self,
            EvidenceCommand.self,
            JudgeCommand.self, ReportCommand.self, RouteCommand.self, NoticeCommand.self, TakedownCommand.self,
            CriteriaCommand.self,
            CrawlerCommand.self, WorkCommand.self, ServeCommand.self, UserCommand.self, TokenCommand.self,
            StatusCommand.self, QuarantineCommand.self, AlertCommand.self, JobCommand.self, StorageCommand.self,
            AuditCommand.self,
            SettingsCommand.self,
        ])

    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            var command = try await asyncParseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            CommandLineAnswer.end(error, arguments)
        }
    }
}
