internal import ArgumentParser
internal import Domain
internal import Terminal
internal import Web

struct CriteriaDiff: Command {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Tell in words what one criteria file says otherwise than another.",
        discussion: """
            Editions are told apart by their name, items by their code. Neither file need be the one in force.

            EXAMPLE
              sushai criteria diff Criteria/toys.yaml drafts/toys.yaml
            """)

    @Argument(help: "The file as it was.")
    var old: String
    @Argument(help: "The file as it is to be.")
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
