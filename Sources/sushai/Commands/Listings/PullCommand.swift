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

            With --try the named crawlers are asked and read as they would be pulled, and nothing is kept: no database \
            is opened. Standard error tells why the first records could not be read.

            EXAMPLES
              sushai pull --crawler taobao-top
              sushai pull --crawler taobao-top --try
            """)

    @Option(help: ArgumentHelp("The crawler to pull; may be given several times. All configured ones without it."))
    var crawler: [String] = []

    @ArgumentParser.Flag(name: .customLong("try"), help: "Fetch and read the snapshot, and keep nothing of it.")
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
                report.failures.append(crawler.identifier + ": " + error.description)
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
            throw PermanentFailure(
                "no crawler is configured: the environment has none of the credentials that Crawlers/ asks for; "
                    + "`sushai crawler check` lists them")
        }
        return configured.sorted { $0.identifier < $1.identifier }
    }
}
