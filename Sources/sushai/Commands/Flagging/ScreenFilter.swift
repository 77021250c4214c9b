internal import ArgumentParser
internal import Domain
internal import Feeds
internal import Rulebook
internal import Synchronization
internal import Workers

/// `sushai screen --crawler`: screens a feed file without a database.
struct ScreenFilter: Sendable {
    /// The maximum number of quarantined records that are listed one by one.
    private static let mostListed = 200

    private let identifier: String
    private let file: String?
    private let previous: String?
    private let hours: Int
    private let baselineIn: String?
    private let baselineOut: String?
    private let threads: Int?
    private let explains: Bool

    init(_ command: ScreenCommand, _ identifier: String) {
        self.identifier = identifier
        file = command.file
        previous = command.previous
        hours = command.hours
        baselineIn = command.baseline
        baselineOut = command.baselineOut
        threads = command.threads
        explains = command.explain
    }

    func run(_ session: Session) async throws {
        if let threads, !(1...256).contains(threads) { throw InputMistake("--threads 应为1至256的整数") }
        if baselineIn != nil, baselineOut != nil {
            throw InputMistake("--baseline 与 --baseline-out 不能同用")
        }
        let rulebook = try session.loadRules()
        guard let crawler = rulebook.crawlers[identifier] else {
            throw PermanentFailure.unknownCrawler(identifier, known: rulebook.crawlers.keys.sorted())
        }
        let now = session.clock.now()
        let earlier = previous.map {
            ScreenStream.Input(path: $0, seenAt: now.adding(seconds: -Int64(hours) * 3600))
        }
        let options = try self.options()
        let stream = ScreenStream(rulebook, crawler: crawler)
        let path = file
        let summary: ScreenStream.FilterResult
        do {
            summary = try await Threads.run {
                try stream.run(.init(path: path, seenAt: now), earlier: earlier, options, Self.listener())
            }
        } catch let error as PermanentFailure {
            throw InputMistake(error.sentence)
        }
        if let baselineOut { try OutputFile.write(BaselineFile.bytes(summary.baseline), to: baselineOut) }
        try finish(summary)
    }

    private func options() throws -> ScreenStream.Options {
        var options = ScreenStream.Options()
        if let threads { options.threads = threads }
        options.baselineOnly = baselineOut != nil
        options.explains = explains
        options.baseline = try baselineIn.map(BaselineInput.read)
        return options
    }

    private static func listener() -> ScreenStream.Listener {
        let counter = Counter()
        return ScreenStream.Listener(
            lines: { Output.write($0, to: 1) },
            quarantined: { record in
                guard counter.next() < mostListed else { return }
                Output.error(Wording.quarantined(record))
            })
    }

    private final class Counter: Sendable {
        private let value = Atomic(0)

        func next() -> Int {
            value.add(1, ordering: .relaxed).oldValue
        }
    }

    private func finish(_ summary: ScreenStream.FilterResult) throws {
        if summary.quarantined > Self.mostListed {
            Output.error("另有\(summary.quarantined - Self.mostListed)条记录无法读取，未逐条列出")
        }
        for cell in summary.cellsWithoutBaseline.prefix(40) {
            Output.error("价格不能比较（链接过少、价格相同，或未写明数量而价格悬殊）：\(cell.text)")
        }
        if summary.priceRanges > 0 { Output.error(Wording.priceRanges(summary.priceRanges)) }
        Wording.repeats(summary.repeats).map { Output.error($0) }
        if summary.uncompared > 0 { Output.error("有\(summary.uncompared)个链接的标题未能确定包装数量，未作比价") }
        for line in UnreadReport.lines(summary.unread) { Output.error(line) }
        Output.error(
            "记录\(summary.records)条，属于已知产品\(summary.matched)条，标记\(summary.flagged)条，"
                + "无法读取\(summary.quarantined)条")
        if summary.records > 0, summary.quarantined == summary.records { throw ExitCode(Failure.input) }
    }
}

/// A baseline named on the command line.
enum BaselineInput {
    static func read(_ path: String) throws -> PriceBaseline {
        let bytes = try InputFile.read(path, limit: 1 << 30)
        do throws(BaselineFault) {
            return try BaselineFile.read(bytes, name: path)
        } catch {
            throw InputMistake("文件 \(path) 不是可用的价格基线（\(error.description)）")
        }
    }
}
