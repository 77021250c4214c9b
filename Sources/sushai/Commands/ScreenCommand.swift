internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Rulebook
internal import Store
internal import Web
internal import Workers

struct ScreenCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "screen",
        abstract: "Flag listings that are worth buying, each with its reason.",
        discussion: """
            Without --crawler: screens the pulls that are complete and not yet screened.
            With --crawler: a filter. Feed bytes on standard input, flagged listings as NDJSON on standard output, no \
            database. A summary and the records that could not be read go to standard error.

            EXAMPLES
              sushai screen
              sushai screen --crawler csv-market --previous yesterday.csv < today.csv
            """)

    @Option(help: "Screen this pull alone.")
    var pull: Int64?

    @Option(help: "At most so many pulls, or flags with --list.")
    var limit = 100

    @ArgumentParser.Flag(help: "List the flags raised, the most urgent listings first, instead of screening.")
    var list = false

    @Option(help: "Read feed bytes of this crawler from standard input.")
    var crawler: String?

    @Option(help: "With --crawler: the snapshot before, to compare sales with.")
    var previous: String?

    @Option(help: "With --previous: hours between the two snapshots.")
    var hours = 24

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard (1...8784).contains(hours) else { throw InputMistake("--hours \(hours): write a number from 1 to 8784") }
        if let crawler { return try filter(session, crawler) }
        if previous != nil { throw InputMistake("--previous goes with --crawler") }
        let workshop = try session.openWorkshop()
        if list { return try await listFlags(workshop.store) }
        let screen = Screen(workshop)
        let pulls = if let pull { [pull] } else { try await workshop.store.unscreenedPulls(limit: limit) }
        var table = Table([
            .init("pull", "拉取"), Wording.crawler, .init("screened", "比对链接"), .init("lowPrice", "明显低价"),
            .init("salesBurst", "短时销量大"), .init("livestream", "直播带货"), .init("otherFlags", "其他标记", widest: 40),
            .init("flaggedListings", "标记链接"), .init("salesUnknown", "销量增长未知"),
            .init("cellsWithoutBaseline", "样本不足的比较组", widest: 60),
        ])
        for pull in pulls {
            let summary = try await screen.run(pull: pull)
            table.add([
                .number(summary.pull), .text(summary.crawler), .init(summary.screened),
                .init(summary.flags[.lowPrice] ?? 0), .init(summary.flags[.salesBurst] ?? 0),
                .init(summary.flags[.livestream] ?? 0), .text(Self.otherKinds(summary.flags)),
                .init(summary.flaggedListings), .init(summary.growth.unknown),
                .text(summary.cellsWithoutBaseline.map(\.product).joined(separator: " ")),
            ])
        }
        output.print(table, empty: "没有待标记的拉取")
    }

    private func listFlags(_ store: Store) async throws {
        var table = Table([
            .init("id", "编号"), Wording.platform, Wording.item, Wording.title, Wording.product,
            .init("priority", "优先级", widest: 60), .init("twins", "同款"), .init("kind", "标记"), Wording.reason,
            .init("counterfactual", "反事实", widest: 60),
        ])
        for flag in try await store.flags(pull: pull, order: .priority, limit: limit) {
            table.add([
                .number(flag.id), .text(flag.listing.platform), .text(flag.listing.item), .text(flag.title),
                .text(flag.product), .init(flag.priority.map(FlagWording.priority)), .number(flag.twins),
                .text(FlagWording.name(flag.kind)), .text(flag.reason), .text(flag.counterfactual),
            ])
        }
        output.print(table)
    }

    /// `直播带货31 …` of the kinds that have no column of their own.
    private static func otherKinds(_ counts: [FlagKind: Int]) -> String {
        FlagKind.allCases.filter { ![.lowPrice, .salesBurst, .livestream].contains($0) }.compactMap { kind in
            counts[kind].map { FlagWording.name(kind) + String($0) }
        }.joined(separator: " ")
    }
}

extension ScreenCommand {
    private func filter(_ session: Session, _ identifier: String) throws {
        let rulebook = try session.loadRules()
        guard let crawler = rulebook.crawlers[identifier] else {
            let known = rulebook.crawlers.keys.sorted().joined(separator: ", ")
            throw NeedsAttention("there is no crawler “\(identifier)”; there are \(known)")
        }
        let now = session.clock.now()
        let input = ScreenStream.Input(bytes: try Self.standardInput(), seenAt: now)
        let earlier = try previous.map { path in
            guard let data = FileManager.default.contents(atPath: path) else {
                throw InputMistake("the file \(path) cannot be read")
            }
            return ScreenStream.Input(bytes: Array(data), seenAt: now.adding(seconds: -Int64(hours) * 3600))
        }
        let result: ScreenStream.Output
        do {
            result = try ScreenStream(rulebook).run(input, earlier: earlier, crawler: crawler)
        } catch let error as NeedsAttention {
            throw InputMistake(error.description)
        }
        for (listing, product, flags) in result.flagged {
            for flag in flags { Output.raw(Self.line(listing, product, flag)) }
        }
        for record in result.quarantined {
            let field = record.fault.field.map { " (\($0))" } ?? ""
            Output.error("\(record.place): \(record.fault.code.rawValue)\(field): \(record.fault.detail)")
        }
        Output.error(
            "\(result.records) records, \(result.matched) of a known product, \(result.flagged.count) flagged, "
                + "\(result.quarantined.count) unreadable")
        if result.records > 0, result.quarantined.count == result.records { throw ExitCode(Failure.input) }
    }

    /// More than any feed holds; without a bound an endless pipe would take all memory.
    private static let mostInput = 1 << 30

    private static func standardInput() throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            while let data = try FileHandle.standardInput.read(upToCount: 1 << 20), !data.isEmpty {
                bytes += data
                guard bytes.count <= mostInput else {
                    throw InputMistake("standard input holds more than \(mostInput) bytes; give the feed in parts")
                }
            }
        } catch let mistake as InputMistake {
            throw mistake
        } catch {
            throw InputMistake("standard input cannot be read; give the feed with < file or through a pipe")
        }
        guard !bytes.isEmpty else {
            throw InputMistake("standard input is empty; give the feed with < file or through a pipe")
        }
        return bytes
    }

    /// One flag as one line of JSON.
    private static func line(_ listing: Listing, _ product: String, _ flag: Domain.Flag) -> String {
        JSONText.object([
            ("platform", JSONText.quoted(listing.key.platform)), ("item", JSONText.quoted(listing.key.item)),
            ("product", JSONText.quoted(product)), ("title", JSONText.quoted(listing.title)),
            ("priceFen", String(listing.price.rawValue)), ("flag", JSONText.quoted(flag.kind.rawValue)),
            ("figures", flag.figuresJSON), ("reason", JSONText.quoted(flag.reason)),
            ("counterfactual", JSONText.quoted(flag.counterfactual)),
        ])
    }
}
