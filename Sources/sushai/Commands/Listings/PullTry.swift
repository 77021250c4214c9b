internal import ArgumentParser
internal import Domain
internal import Rulebook
internal import Workers

/// `sushai pull --try`: the feed is asked, and no database is opened.
struct PullTry {
    let session: Session

    /// - Throws: `PermanentFailure` for a crawler that does not exist, `RulebookError` for one that cannot be read.
    func run(_ names: [String]) async throws -> PullReport {
        guard !names.isEmpty else {
            throw InputMistake("--try: name the crawler to try with --crawler")
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
                report.failures.append(crawler.identifier + ": " + error.description)
            }
        }
        return report
    }

    private func crawler(_ name: String) throws -> Crawler {
        let folder = session.settings.crawlers
        if let crawler = try Rulebook.crawler(name, in: folder) { return crawler }
        var mistakes: [Diagnostic] = []
        let known = Rulebook.read(folder, &mistakes, CrawlerFile.read).map(\.identifier)
        throw PermanentFailure("there is no crawler “\(name)”; there are \(known.joined(separator: ", "))")
    }

    /// Why records could not be read: what a trial is made for.
    private func explain(_ outcome: PullTrial.Outcome) {
        for unreadable in outcome.unreadable {
            let fault = unreadable.record.fault
            let query = unreadable.query.isEmpty ? "" : "query \(unreadable.query), "
            Output.error(
                "\(outcome.summary.crawler): \(query)page \(unreadable.page), \(unreadable.record.place): "
                    + "\(fault.code.rawValue): \(fault.detail)")
        }
        let left = outcome.summary.quarantined - outcome.unreadable.count
        if left > 0 { Output.error("\(outcome.summary.crawler): \(left) further records cannot be read") }
    }
}
