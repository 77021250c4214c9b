internal import Domain
internal import Hummingbird
internal import HummingbirdCore

/// The keys of the pages. Template `help`; the script shows the same table as a dialog.
struct HelpPage: Sendable {
    struct Key: Sendable {
        let keys: [String]
        let text: String
    }

    let keys: [Key]
    let isOn: Bool
}

struct HelpPages: Sendable {
    let console: Console

    func add(to group: RouterGroup<APIContext>) {
        group.get("help") { _, context in
            let principal = try context.viewer().account.principal
            let letters = Menu.groups.flatMap(\.entries).filter { entry in
                entry.letter != nil && (entry.permission.map(principal.may) ?? true)
            }
            let view = HelpPage(
                keys: Self.keys
                    + letters.map { HelpPage.Key(keys: ["g", $0.letter ?? ""], text: "到“\($0.word)”") } + Self.lastKeys,
                isOn: context.settings.hasKeys)
            return try console.page("help", view, title: "键盘快捷键", context)
        }
    }

    private static let keys = [
        HelpPage.Key(keys: ["/"], text: "到列表的筛选框；没有的，到顶部的查找框"), HelpPage.Key(keys: ["j"], text: "下一行"),
        HelpPage.Key(keys: ["k"], text: "上一行"), HelpPage.Key(keys: ["x"], text: "选中或取消这一行"),
        HelpPage.Key(keys: ["Enter"], text: "打开这一行"), HelpPage.Key(keys: ["["], text: "上一条，或上一页"),
        HelpPage.Key(keys: ["]"], text: "下一条，或下一页"),
    ]
    private static let lastKeys = [
        HelpPage.Key(keys: ["?"], text: "显示这张表"), HelpPage.Key(keys: ["Esc"], text: "关闭菜单或对话框"),
    ]
}
