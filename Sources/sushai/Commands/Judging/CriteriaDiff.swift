internal import ArgumentParser
internal import Domain
internal import Terminal
internal import Web

struct CriteriaDiff: Command {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "用文字说明两个实施细则文件的差异。",
        discussion: """
            版本按名称对应，项目按代码对应。两个文件都不必是现行文件。

            示例
              sushai criteria diff Criteria/toys.yaml drafts/toys.yaml
            """)

    @Argument(help: "原文件。")
    var old: String
    @Argument(help: "新文件。")
    var new: String
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let differences = CriteriaDifference.between(try CriteriaTables.read(old), try CriteriaTables.read(new))
        var table = Table([
            .init("edition", "版本", widest: 30), CriteriaTables.item, .init("what", "内容"), .init("change", "变化"),
            .init("before", "原", widest: 60), .init("after", "新", widest: 60),
        ])
        for difference in differences {
            let kind = output.json ? difference.kind.rawValue : CriteriaWording.kind(difference.kind)
            table.add([
                .init(difference.edition), .init(difference.item), .text(kind),
                .text(CriteriaWording.change(difference)), .init(difference.before), .init(difference.after),
            ])
        }
        output.print(table, empty: "两个文件的实施细则相同")
    }
}
