internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Rulebook
internal import Terminal
internal import Web

struct CrawlerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crawler", abstract: "The platforms' crawler files.", subcommands: [CrawlerCheck.self])
}

struct CrawlerCheck: Command {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check crawler files; every mistake with file, line and column.",
        discussion: """
            With --sample: tries the mapping on a saved page of any format, and shows how many records held each field, \
            the first listings, and every record that could not be read. Ends with 65 when none could be.

            EXAMPLES
              sushai crawler check Crawlers/jd-union.yaml
              sushai crawler check Crawlers/jd-union.yaml --sample page.json
            """)

    @Argument(help: "A file or a folder; SUSHAI_CRAWLERS without it.")
    var path: String?

    @Option(help: "A saved page of the feed, read with the one crawler file that is named.")
    var sample: String?

    @Option(help: "With --sample: show at most so many listings.")
    var limit = 10

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard (0...1_000_000).contains(limit) else {
            throw InputMistake("--limit \(limit): write a number from 0 to 1000000")
        }
        var mistakes: [Diagnostic] = []
        let crawlers = Rulebook.read(path ?? session.settings.crawlers, &mistakes, CrawlerFile.read)
        if let sample {
            try report(mistakes)
            guard crawlers.count == 1, let crawler = crawlers.first else {
                throw InputMistake(
                    "--sample goes with one crawler file: sushai crawler check <file.yaml> --sample <page>")
            }
            return try SampleReport(crawler: crawler, limit: limit, output: output).show(page: sample)
        }
        output.print(table(crawlers))
        try report(mistakes)
    }

    private func table(_ crawlers: [Crawler]) -> Table {
        let environment = ProcessInfo.processInfo.environment
        var table = Table([
            Wording.crawler, Wording.platform, .init("name", "名称"), .init("queries", "查询数"),
            .init("everyMinutes", "间隔（分）"), .init("missing", "环境中缺少的变量", widest: 90),
        ])
        for crawler in crawlers {
            table.add([
                .text(crawler.identifier), .text(crawler.platform), .text(crawler.name), .init(crawler.queries.count),
                .number(crawler.every / 60),
                .text(crawler.missingVariables { environment[$0] }.joined(separator: " ")),
            ])
        }
        return table
    }
}
