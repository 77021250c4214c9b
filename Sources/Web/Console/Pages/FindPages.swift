internal import Domain
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// The field on top of every page: an identifier leads to its page, other words to the list of flags. Everybody finds only
/// what the person may open.
struct FindPages: Sendable {
    let console: Console

    static let path = "/console/find"
    private static let longest = 200

    func add(to group: RouterGroup<APIContext>) {
        group.get("find", use: find)
    }

    @Sendable private func find(_ request: Request, _ context: APIContext) async throws -> Response {
        let text = request.query.text("q")
        guard text.utf8.count <= Self.longest else { throw Problem.badRequest(FindWording.tooLong, place: "q") }
        let principal = try context.viewer().account.principal
        let found = text.isEmpty ? [] : try await found(text, principal, context)
        if let only = found.first, found.count == 1 { return .redirect(to: only.href) }
        if found.isEmpty, !text.isEmpty, principal.may(.readListings) {
            var query = FlagQuery()
            query.state = nil
            query.text = String(String.UnicodeScalarView(text.unicodeScalars.prefix(FlagQuery.longestText)))
            return .redirect(to: ListLinks<FlagQuery>(path: FlagPages.path).list(query))
        }
        let table = TableView(
            caption: FindWording.title, columns: [.init("找到的内容")],
            rows: found.map { TableView.Row([.head($0.word, to: $0.href)]) })
        let page = ListPage(
            table: table,
            empty: EmptyState(
                heading: text.isEmpty ? FindWording.ask : FindWording.nothing(text),
                text: FindWording.finds(principal.role)))
        return try console.page("list", page, title: FindWording.title, context)
    }

    private func found(_ text: String, _ principal: Principal, _ context: APIContext) async throws -> [PageLink] {
        let store = console.app.store
        let label = LaboratorySamplePages.label(text)
        switch principal.role {
        case .officer, .auditor:
            return try await cases(text, label, in: context.caseRegion(console))
        case .laboratory:
            let reports = try await store.reports(of: principal.name, number: text, limit: 1).map {
                PageLink(LaboratoryReportPages.link($0.number), "检验报告 " + $0.number)
            }
            return try await known { try await store.sample(label, of: principal.name) }.map {
                PageLink(LaboratorySamplePages.path + "/" + LocalPath.part($0.label), "样品 " + $0.label)
            } + reports
        case .platform:
            return try await store.entries(named: text, of: principal.name).map {
                PageLink(PlatformListPages.path + "/\($0)", "下架清单第 \($0) 号")
            }
        case .buyer:
            let own = try await Set(
                store.buyerTasks(named: text, of: principal.actor)
                    + store.buyerTasks(named: label, of: principal.actor))
            let task = try await known {
                try await store.buyerTask(Int64(text) ?? 0, of: principal.actor)
            }
            return own.union(task.map(\.id)).sorted().map { PageLink(BuyingPages.path + "/\($0)", "采样任务 \($0)") }
        case .bureau:
            let region = try context.caseRegion(console)
            return try await known { try await store.referral(Int64(text) ?? 0, in: region).row }.map {
                PageLink(ReferralPages.bureauPath + "/\($0.id)", "\($0.kind.name) \($0.id) 号")
            }
        case .administrator:
            guard let name = AccountName(text) else { return [] }
            return try await known { try await store.account(named: name) }.map {
                PageLink(AccountPages.path + "/" + LocalPath.encoded($0.name.text), "账号 " + $0.name.text)
            }
        case .monitor: return []
        }
    }

    private func cases(_ text: String, _ label: String, in region: RegionCode) async throws -> [PageLink] {
        let platforms = ListNames(console).platformChoices
        var entry: (platform: String, sequence: Int64)?
        // `淘宝 12`, `taobao 第12号`
        if let match = text.wholeMatch(of: /(\S+?)\s*(?:清单)?第?\s*([0-9]{1,15})\s*号?/),
            let platform = platforms.first(where: { $0.code == match.1 || $0.name == match.1 }),
            let number = Int64(match.2)
        {
            entry = (platform.code, number)
        }
        let store = console.app.store
        let codes = platforms.map(\.code)
        var things = try await store.things(named: text, entry: entry, platforms: codes, in: region)
        // A scanner or an input method may type another form of a label.
        if things.isEmpty, label != text {
            things = try await store.things(named: label, entry: nil, platforms: [], in: region)
        }
        return things.map { thing in
            switch thing {
            case .sample(let id): PageLink(SamplePages.path(id), "样品（编号 \(id)）")
            case .notice(let id): PageLink(NoticePages.document(id), "问题告知书 " + text)
            case .takedown(let id): PageLink(TakedownPages.path(id), "下架 \(id) 号")
            case .listing(let id): PageLink(ListingPages.path(id), "商品 " + text)
            }
        }
    }

    /// Nothing if it is unknown to this person.
    private func known<Value>(_ read: () async throws -> Value) async throws -> [Value] {
        do {
            return [try await read()]
        } catch StoreError.notFound {
            return []
        }
    }
}

/// The Chinese texts of the field on top.
enum FindWording {
    static let title = "查找"
    static let ask = "请在顶部输入要查找的编号"
    static let tooLong = "要查找的内容过长，请只写编号或几个词"

    static func nothing(_ text: String) -> String {
        "没有找到“\(text)”"
    }

    /// What a person of this role can look for.
    static func finds(_ role: Role) -> String {
        switch role {
        case .officer, .auditor: "样品、报告、告知书、商品编号或标题"
        case .laboratory: "本机构的样品标签、报告编号"
        case .platform: "清单序号、商品编号"
        case .buyer: "任务编号、订单号、样品标签"
        case .bureau: "提醒或线索的编号"
        case .administrator: "账号"
        case .monitor: "编号"
        }
    }
}
