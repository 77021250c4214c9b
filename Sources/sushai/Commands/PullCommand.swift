internal import ArgumentParser
internal import Domain
internal import Feeds
internal import Rulebook
internal import Store
internal import Web
internal import Workers

struct PullCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pull",
        abstract: "Pull the current snapshot of the platforms' feeds, and see what became of earlier ones.",
        discussion: """
            EXAMPLES
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
        abstract: "Pull the current snapshot of the platforms' feeds.",
        discussion: """
            Every slice of pages is a check-point: after an interruption the same command carries on where it stopped, and a \
            snapshot that is complete is not asked for again. Credentials come from the environment, as the crawler \
            file says.

            EXAMPLE
              sushai pull --crawler taobao-top
            """)

    @Option(help: ArgumentHelp("The crawler to pull; may be given several times. All configured ones without it."))
    var crawler: [String] = []

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let workshop = try session.openWorkshop()
        let pull = Pull(workshop)
        let environment = workshop.surroundings.environment
        let crawlers =
            crawler.isEmpty
            ? workshop.rulebook.crawlers.values.filter { $0.missingVariables(environment).isEmpty }
                .sorted { $0.identifier < $1.identifier }
            : try crawler.map(pull.crawler)
        guard !crawlers.isEmpty else {
            throw NeedsAttention(
                "no crawler is configured: the environment has none of the credentials that Crawlers/ asks for; "
                    + "`sushai crawler check` lists them")
        }
        var summaries: [PullSummary] = []
        var failures: [String] = []
        for crawler in crawlers {
            let progress = ProgressLine(crawler.identifier)
            do {
                summaries.append(
                    try await pull.run(crawler, slot: crawler.slot(at: session.clock.now())) { summary in
                        progress.update(summary.listings + summary.repeated + summary.quarantined, of: summary.stated)
                    })
            } catch let error as NeedsAttention {
                failures.append(crawler.identifier + ": " + error.description)
            }
            progress.end()
        }
        show(summaries)
        try finish(summaries, failures)
    }

    private func show(_ summaries: [PullSummary]) {
        var table = Table([
            Wording.crawler, .init("slot", "快照（北京时间）"), .init("pages", "页"), .init("listings", "链接"),
            .init("repeated", "重复"), .init("quarantined", "隔离"), .init("unreadableSales", "销量不可读"),
            .init("status", "结果"),
        ])
        for summary in summaries {
            let status =
                summary.wasComplete
                ? "此前已完成"
                : !summary.gaps.isEmpty
                    ? "缺\(summary.gaps.count)段"
                    : summary.heldReason != nil
                        ? "完成，暂停标记" : summary.short > 0 ? "完成，比平台所称少\(summary.short)条" : "完成"
            table.add([
                .text(summary.crawler), .text(summary.slot.clockText()), .init(summary.pages), .init(summary.listings),
                .init(summary.repeated), .init(summary.quarantined), .init(summary.unreadableSales), .text(status),
            ])
        }
        output.print(table)
    }

    private func finish(_ summaries: [PullSummary], _ failures: [String]) throws {
        for summary in summaries {
            for gap in summary.gaps { Output.error("\(summary.crawler): \(gap)") }
            if let reason = summary.heldReason { Output.error(reason) }
        }
        for failure in failures { Output.error(failure) }
        if !failures.isEmpty { throw ExitCode(Failure.unavailable) }
        if summaries.contains(where: { !$0.gaps.isEmpty }) {
            Output.error("the snapshot is not complete; run the same command again to close the gaps")
            throw ExitCode(Failure.again)
        }
    }
}
