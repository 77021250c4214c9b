internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web

struct LabSet: Command {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Set how a laboratory wants its uploads handled, or show it.",
        discussion: """
            With --four-eyes on, an upload waits until a reviewer of the laboratory approves it who is not its uploader. \
            --incomplete says what becomes of good rows of a file in which others cannot be taken: pass or hold.

            EXAMPLE
              sushai lab set --laboratory LAB-01 --four-eyes on --incomplete hold
            """)

    @Option(help: "The laboratory.")
    var laboratory: String
    @Option(help: "on or off.")
    var fourEyes: String?
    @Option(help: "pass or hold.")
    var incomplete: String?
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let laboratory = try LabName.checked(laboratory)
        let eyes: Bool? = try fourEyes.map { text in
            guard let known = ["on": true, "off": false][text] else {
                throw InputMistake("--four-eyes \(text): write on or off")
            }
            return known
        }
        let policy = try incomplete.map { text in
            guard let known = IncompletePolicy(rawValue: text) else {
                throw InputMistake("--incomplete \(text): write pass or hold")
            }
            return known
        }
        let store = try session.openStore()
        let settings =
            if eyes == nil, policy == nil {
                try await store.laboratorySettings(laboratory)
            } else {
                try await store.setLaboratory(laboratory, fourEyes: eyes, incomplete: policy, by: .operator)
            }
        var table = Table([.init("laboratory", "承检机构"), .init("fourEyes", "双人复核"), .init("incomplete", "不完整时")])
        table.add([
            .text(laboratory), .boolean(settings.fourEyes),
            .word(code: settings.incomplete.rawValue, IntakeWording.text(settings.incomplete)),
        ])
        output.print(table)
    }
}
