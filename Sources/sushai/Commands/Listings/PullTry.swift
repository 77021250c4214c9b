internal import ArgumentParser
internal import Domain
internal import Rulebook
internal import Workers

/// `sushai pull --try`: pulls the feed without a database.
struct PullTry {
    let session: Session

    /// - Throws: `PermanentFailure` if a crawler does not exist, `RulebookError` if its file cannot be read.
    func run(_ names: [String]) async throws -> PullReport {
        guard !names.isEmpty else {
            throw InputMistake("--try 须用 --crawler 给出要试用的抓取器")
        }
        let trial = PullTrial(session.environment)
        var report = PullReport(isTrial: true)
        for crawler in try names.map(crawler) {
            let progress = ProgressLine(crawler.identifier)
            do {
                let outcome = try await trial.run(crawler, slot: crawler.slot(at: session.clock.now())) { summary in
                    progress.update(summary.listings + summary.repeated + summary.quarantined, of: summary.stated)
                }
                progress.end()
                report.summaries.append(outcome.summary)
                explain(outcome)
            } catch let error as PermanentFailure {
                progress.end()
                report.failures.append(crawler.identifier + "：" + error.sentence)
            }
        }
        return report
    }

    private func crawler(_ name: String) throws -> Crawler {
        let folder = session.settings.crawlers
        if let crawler = try Rulebook.crawler(name, in: folder) { return crawler }
        var mistakes: [Diagnostic] = []
        let known = Rulebook.read(folder, &mistakes, CrawlerFile.read).map(\.identifier)
        throw PermanentFailure.unknownCrawler(name, known: known)
    }

    /// Shows why records could not be read.
    private func explain(_ outcome: PullTrial.TrialResult) {
        for unreadable in outcome.unreadable {
            let query = unreadable.query.isEmpty ? "" : "查询 \(unreadable.query)，"
            Output.error(
                "\(outcome.summary.crawler)：\(query)第\(unreadable.page)页，" + Wording.quarantined(unreadable.record))
        }
        let left = outcome.summary.quarantined - outcome.unreadable.count
        if left > 0 { Output.error("\(outcome.summary.crawler)：另有\(left)条记录无法读取") }
    }
}
