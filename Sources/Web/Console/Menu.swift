internal import Domain

/// A group of the menu as the layout shows it.
struct MenuGroup: Sendable {
    let title: String?
    let items: [MenuItem]
}

struct MenuItem: Sendable {
    let path: String
    let word: String
    let isHere: Bool
    /// The letter after `g` that leads to the page.
    let letter: String?
}

/// The menu: one table of all pages that it names, with the permission that each one requires.
enum Menu {
    struct Entry: Sendable {
        let path: String
        let word: String
        /// Nil: everyone who is signed in.
        let permission: Permission?
        var letter: String?
    }

    static let groups: [(title: String?, entries: [Entry])] = [
        (nil, [Entry(path: LocalPath.home, word: "今日", permission: nil, letter: "t")]),
        ("发现", [Entry(path: FlagPages.path, word: "标记", permission: .readListings, letter: "f")]),
        (
            "管理",
            [
                Entry(path: "/console/accounts", word: "账号", permission: .manageAccounts, letter: "a"),
                Entry(path: "/console/tokens", word: "接口密钥", permission: .manageTokens),
                Entry(path: "/console/storage", word: "存储", permission: .readStorage),
            ]
        ),
        (
            "我的",
            [
                Entry(path: "/console/me", word: "我的账号", permission: nil, letter: "m"),
                Entry(path: "/console/help", word: "键盘快捷键", permission: nil),
            ]
        ),
    ]

    /// What this person may open, with the entry of the current page marked.
    ///
    /// - Parameter path: the route of the page, such as `/console/accounts/{name}`.
    static func groups(for principal: Principal, at path: String) -> [MenuGroup] {
        let here = groups.flatMap(\.entries).map(\.path).filter { covers($0, path) }.max { $0.count < $1.count }
        return groups.compactMap { title, entries in
            let items = entries.filter { $0.permission.map(principal.may) ?? true }.map {
                MenuItem(path: $0.path, word: $0.word, isHere: $0.path == here, letter: $0.letter)
            }
            return items.isEmpty ? nil : MenuGroup(title: title, items: items)
        }
    }

    private static func covers(_ entry: String, _ path: String) -> Bool {
        entry == LocalPath.home ? path == "/console" : path == entry || path.hasPrefix(entry + "/")
    }
}
