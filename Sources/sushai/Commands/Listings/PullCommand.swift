internal import ArgumentParser
internal import Domain
internal import Rulebook
internal import Store
internal import Transport
internal import Web
internal import Workers

struct PullCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pull",
        abstract: "拉取各平台当前的快照，查看以往的拉取。",
        discussion: """
            示例
              sushai pull --crawler taobao-top
              sushai pull list
              sushai pull certificate --pull 17
            """,
        subcommands: [PullRun.self, PullList.self, PullCertificateCommand.self, PullRelease.self],
        defaultSubcommand: PullRun.self)
}

struct PullRun: Command {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "拉取各平台当前的快照。",
        discussion: """
            每段页面是一个检查点：中断后再次运行同一命令，从中断处继续；已完整的快照不再请求。密钥取自环境变量，变量\
            名由抓取器文件规定。

            用 --try：按正式拉取的方式请求和读取所给的抓取器，不保存任何数据，不打开数据库。最先几条无法读取的记录及\
            其原因写到标准错误。

            示例
              sushai pull --crawler taobao-top
              sushai pull --crawler taobao-top --try
            """)

    @Option(help: ArgumentHelp("要拉取的抓取器，可多次给出；不给出时为全部已配置的抓取器。"))
    var crawler: [String] = []

    @ArgumentParser.Flag(name: .customLong("try"), help: "请求并读取快照，不保存任何数据。")
    var tries = false

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let report = try await tries ? PullTry(session: session).run(crawler) : pull(session)
        report.show(output)
        try report.finish()
    }

    private func pull(_ session: Session) async throws -> PullReport {
        let context = try session.openContext()
        let pull = Pull(context)
        var report = PullReport()
        for crawler in try crawlers(context, pull) {
            let progress = ProgressLine(crawler.identifier)
            do {
                report.summaries.append(
                    try await pull.run(crawler, slot: crawler.slot(at: session.clock.now())) { summary in
                        progress.update(summary.listings + summary.repeated + summary.quarantined, of: summary.stated)
                    })
            } catch let error as PermanentFailure {
                report.failures.append(crawler.identifier + "：" + error.sentence)
            }
            progress.end()
        }
        return report
    }

    private func crawlers(_ context: AppContext, _ pull: Pull) throws -> [Crawler] {
        guard crawler.isEmpty else { return try crawler.map(pull.crawler) }
        let environment = context.environment.variable
        let configured = context.rulebook.crawlers.values.filter { $0.missingVariables(environment).isEmpty }
        guard !configured.isEmpty else {
            throw PermanentFailure.noCrawlerConfigured
        }
        return configured.sorted { $0.identifier < $1.identifier }
    }
}
