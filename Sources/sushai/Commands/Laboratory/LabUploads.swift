internal import ArgumentParser
internal import Store
internal import Terminal
internal import Web

struct LabUploads: Command {
    static let configuration = CommandConfiguration(
        commandName: "uploads",
        abstract: "List the files that were taken in, with what became of their rows; latest first.",
        discussion: """
            EXAMPLE
              sushai lab uploads --laboratory LAB-01
            """)

    @Option(help: "The laboratory; all of them without it.")
    var laboratory: String?
    @Option(help: "At most so many.")
    var limit = 100
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var table = UploadTable.empty()
        for row in try await session.openStore(existing: true).uploads(of: laboratory, limit: limit) {
            UploadTable.add(row, to: &table)
        }
        output.print(table)
    }
}
