internal import ArgumentParser

/// The program. Each worker is a command; `serve` runs the HTTP API and all workers in one process.
@main
struct Sushai: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sushai",
        abstract: "速筛: find dangerous products sold online, and see to it that they disappear.",
        discussion: """
            The way of one listing: pull → screen → draw → purchase → lab → judge → route → takedown. Everything is kept \
            in one SQLite file (SUSHAI_DATABASE, sushai.sqlite where it is not set).

            EXIT CODES
              0   done
              1   a check found a fault (audit verify, evidence verify)
              64  the command line is wrong
              65  the input is wrong: a rule file, a feed, a laboratory file
              69  what was asked for does not exist, or its state does not allow it
              70  a defect of the program
              74  the disk is full, or a file cannot be read or written
              75  not all could be done now; running the same command again carries on

            Settings come from the environment; `sushai settings` lists them.
            """,
        version: "0.1.0",
        subcommands: [
            PullCommand.self, ScreenCommand.self, BaselineCommand.self, AttentionCommand.self, ShopCommand.self,
            TwinCommand.self, DrawCommand.self, PurchaseCommand.self, LabCommand.self,
            EvidenceCommand.self,
            JudgeCommand.self, ReportCommand.self, RouteCommand.self, NoticeCommand.self, TakedownCommand.self,
            CriteriaCommand.self,
            CrawlerCommand.self, WorkCommand.self, ServeCommand.self, TokenCommand.self, StatusCommand.self,
            QuarantineCommand.self, AlertCommand.self, JobCommand.self, AuditCommand.self, SettingsCommand.self,
        ])
}
