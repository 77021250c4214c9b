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
        ("检验", [Entry(path: SamplePages.path, word: "样品与报告", permission: .readReports, letter: "s")]),
        (
            "处置",
            [
                Entry(path: TakedownPages.path, word: "下架", permission: .readCases, letter: "d"),
                Entry(path: NoticePages.path, word: "问题告知书", permission: .readCases),
                Entry(path: ReferralPages.officerPath, word: "提醒与线索", permission: .readCases),
                Entry(path: ReferralPages.bureauPath, word: "提醒与线索", permission: .readReferrals),
                Entry(path: PlatformListPages.path, word: "下架清单", permission: .readOwnTakedowns, letter: "d"),
            ]
        ),
        (
            nil,
            [
                Entry(path: LaboratorySamplePages.path, word: "待检样品", permission: .receiveSamples, letter: "s"),
                Entry(path: LaboratoryUploadPages.path, word: "上传结果", permission: .uploadReports, letter: "u"),
                Entry(path: LaboratoryEvidencePages.path, word: "证据", permission: .uploadReports, letter: "e"),
                Entry(path: HeldReportPages.path, word: "待修改", permission: .uploadReports, letter: "h"),
                Entry(path: ReviewPages.path, word: "待复核", permission: .reviewReports, letter: "r"),
                Entry(path: LaboratoryReportPages.path, word: "检验报告", permission: .readOwnReports, letter: "p"),
                Entry(path: BuyingPages.path, word: "我的任务", permission: .recordPurchases, letter: "b"),
            ]
        ),
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
