internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Print
internal import Workers

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Screening reports (检验报告) for print.",
        subcommands: [ReportShow.self])
}

struct ReportShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Make the screening report of a sample, as HTML or PDF.",
        discussion: """
            The officer's copy holds everything on record, the laboratory's nothing of shop, platform, price or seller, \
            the enterprise's nothing that leads to the buyer. The same record gives the same file to the byte.

            EXAMPLE
              sushai report show S-7Q2M-X4KD --for enterprise --output report.pdf
            """)

    @Argument(help: "The label of the sample, or the number of the report.")
    var reference: String
    @Option(help: "html or pdf; without it what the name of the output ends with, html otherwise.")
    var format: String?
    @Option(name: .customLong("for"), help: "Whose copy: officer, laboratory or enterprise.")
    var audience = ScreeningReport.Audience.officer.rawValue
    @Option(help: "The laboratory, where several have a report of this number.")
    var laboratory: String?
    @Option(help: "An earlier version of a corrected report; the latest without it.")
    var revision: Int?
    @Option(help: "The file to write; standard output without it.")
    var output: String?

    func execute(_ session: Session) async throws {
        guard let audience = ScreeningReport.Audience(rawValue: audience) else {
            throw InputMistake("--for \(self.audience) is none of officer, laboratory and enterprise")
        }
        let format = try chosenFormat()
        guard format != .pdf || output != nil || isatty(1) == 0 else {
            throw InputMistake("a PDF does not go to a terminal; name a file with --output")
        }
        // Only reading: a mistyped path must not become a database.
        _ = try session.openStore(existing: true)
        let maker = MakeReport(try session.openContext())
        let report = try await maker.report(reference, of: laboratory, version: revision, for: audience)
        let bytes = try await maker.file(report, as: format)
        if let output {
            try OutputFile.write(bytes, to: output)
            Output.line(Wording.reportWritten(report.number, version: report.version, to: output))
        } else {
            Output.write(bytes, to: 1)
        }
    }

    private func chosenFormat() throws -> DocumentFormat {
        guard let text = format else { return output?.lowercased().hasSuffix(".pdf") == true ? .pdf : .html }
        guard let format = DocumentFormat(rawValue: text) else {
            throw InputMistake("--format \(text) is neither html nor pdf")
        }
        return format
    }
}
