internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Rulebook
internal import Terminal
internal import Web

struct CrawlerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crawler", abstract: "各平台的抓取器文件。", subcommands: [CrawlerCheck.self])
}

struct CrawlerCheck: Command {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "检查抓取器文件；每个错误注明文件、行和列。",
        discussion: """
            用 --sample：以保存的页面（任何格式）试用字段映射，显示每个字段有值的记录数、前几条链接和所有无法读取的\
            记录。没有一条可以读取时，退出码为 65。

            示例
              sushai crawler check Crawlers/jd-union.yaml
              sushai crawler check Crawlers/jd-union.yaml --sample page.json
            """)

    @Argument(help: "文件或目录；不给出时为 SUSHAI_CRAWLERS。")
    var path: String?

    @Option(help: "保存的页面，按所给的一个抓取器文件读取。")
    var sample: String?

    @Option(help: "与 --sample 同用：最多显示的链接数。")
    var limit = 10

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard (0...1_000_000).contains(limit) else {
            throw InputMistake("--limit 应为0至1000000的整数，所给为 \(limit)")
        }
        var mistakes: [Diagnostic] = []
        let crawlers = Rulebook.read(path ?? session.settings.crawlers, &mistakes, CrawlerFile.read)
        if let sample {
            try report(mistakes)
            guard crawlers.count == 1, let crawler = crawlers.first else {
                throw InputMistake("--sample 须与一个抓取器文件同用：sushai crawler check <file.yaml> --sample <page>")
            }
            return try SampleReport(crawler: crawler, limit: limit, output: output).show(
                page: sample, at: session.clock.now())
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
