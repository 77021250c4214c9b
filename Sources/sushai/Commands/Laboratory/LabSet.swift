internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web

struct LabSet: Command {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "设置或查看承检机构的复核方式。",
        discussion: """
            --four-eyes on 表示双人复核：上传后须由本机构另一名复核人同意，报告才会接收。

            示例
              sushai lab set --laboratory LAB-01 --four-eyes on
            """)

    @Option(help: "承检机构。")
    var laboratory: String
    @Option(help: "双人复核：on 或 off；省略则只查看。")
    var fourEyes: String?
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let laboratory = try LabName.checked(laboratory)
        let store = try session.openStore()
        if let fourEyes {
            guard let known = ["on": true, "off": false][fourEyes] else {
                throw InputMistake("--four-eyes \(fourEyes) 不可用，可用：on、off")
            }
            try await store.setLaboratory(laboratory, fourEyes: known, by: .operator)
        }
        var table = Table([.init("laboratory", "承检机构"), .init("fourEyes", "双人复核")])
        table.add([.text(laboratory), .boolean(try await store.hasFourEyes(laboratory))])
        output.print(table)
    }
}
