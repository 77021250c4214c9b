internal import ArgumentParser
internal import Store
internal import Terminal
internal import Web

struct LabUploads: Command {
    static let configuration = CommandConfiguration(
        commandName: "uploads",
        abstract: "列出上传的文件及其行数，最近的在前。",
        discussion: """
            示例
              sushai lab uploads --laboratory LAB-01
            """)

    @Option(help: "承检机构；省略则为全部。")
    var laboratory: String?
    @Option(help: "最多列出的行数。")
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
