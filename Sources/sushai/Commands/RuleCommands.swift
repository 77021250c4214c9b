internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Rulebook
internal import Web

struct CriteriaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "criteria", abstract: "The products' criteria.", subcommands: [CriteriaCheck.self])
}

struct CriteriaCheck: Command {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check criteria files; every mistake with file, line and column.",
        discussion: """
            EXAMPLE
              sushai criteria check Criteria/toys.yaml
            """)

    @Argument(help: "A file or a folder; SUSHAI_CRITERIA without it.")
    var path: String?
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var mistakes: [Diagnostic] = []
        let place = path ?? session.settings.criteria
        if place.hasSuffix(SharedFlagFile.name) {
            _ = Rulebook.read(place, &mistakes, SharedFlagFile.read)
            return try report(mistakes)
        }
        if place.hasSuffix(EvidenceFile.name) {
            _ = Rulebook.read(place, &mistakes, EvidenceFile.read)
            return try report(mistakes)
        }
        let criteria = Rulebook.read(place, &mistakes, CriteriaFile.read)
        if !place.hasSuffix(".yaml") {
            _ = Rulebook.sharedFlagging(besides: place, &mistakes)
            _ = Rulebook.evidence(besides: place, &mistakes)
        }
        var table = Table([
            Wording.product, .init("name", "名称"), .init("edition", "版本", widest: 40), .init("items", "项目"),
            .init("serious", "严重项"), .init("unconfirmed", "待核实的数值"), .init("hash", "规则哈希", widest: 13),
        ])
        for product in criteria {
            for edition in product.editions {
                table.add([
                    .text(product.product), .text(product.name), .text(edition.identifier), .init(edition.items.count),
                    .init(edition.items.filter { $0.hazard == .serious }.count),
                    .init(edition.items.filter { $0.source.confidence == .recalled }.count),
                    .text(product.rule.hash),
                ])
            }
        }
        output.print(table)
        try report(mistakes)
    }
}

/// Prints every mistake as compilers do, and ends with the exit code for wrong input.
func report(_ mistakes: [Diagnostic]) throws {
    guard !mistakes.isEmpty else { return }
    for mistake in mistakes {
        Output.write(Array((Printable.text(mistake.description) + "\n").utf8), to: 2)
    }
    Output.error("\(mistakes.count) mistake" + (mistakes.count == 1 ? "" : "s"))
    throw ExitCode(Failure.input)
}
