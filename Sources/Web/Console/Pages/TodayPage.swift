internal import Domain
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// What waits for this person, what went wrong. Template `today`.
struct TodayPage: Sendable {
    struct Work: Sendable {
        let word: String
        let href: String?
        let count: String
        let isNone: Bool
        /// The oldest of them.
        let since: String?
        let waited: String?
    }

    struct Trouble: Sendable {
        let tag: StateTag
        let text: String
        let small: String
    }

    let sub: String
    let work: [Work]
    /// The sentence in place of a table, if the role has no work here yet.
    let none: EmptyState?
    let troubles: [Trouble]
    let showsTroubles: Bool
}

struct TodayPages: Sendable {
    let console: Console

    func add(to group: RouterGroup<APIContext>) {
        group.get("", use: page)
    }

    @Sendable private func page(_: Request, _ context: APIContext) async throws -> Response {
        let principal = try context.viewer().account.principal
        let now = console.app.store.clock.now()
        let entries = TodayWork.entries.filter { principal.may($0.permission) }
        let scope = try scope(of: principal, context)
        let work = try await console.app.store.waiting(entries.map(\.kind), in: scope)
        let showsTroubles = principal.may(.readFeeds)
        let alerts = showsTroubles ? try await console.app.store.alerts(openOnly: true, limit: 10) : []
        let view = TodayPage(
            sub: Shown.date(now.day()) + " · " + console.app.authority,
            work: zip(entries, work).map { Self.row($0, $1, now) },
            none: entries.isEmpty ? EmptyState(heading: "这里还没有您的事项") : nil,
            troubles: alerts.map {
                TodayPage.Trouble(
                    tag: StateTag($0.kind), text: $0.message, small: Shown.short($0.raisedAt, now: now))
            }, showsTroubles: showsTroubles)
        return try console.page("today", view, title: "今日", context)
    }

    private static func row(_ entry: TodayWork, _ work: WaitingWork, _ now: Timestamp) -> TodayPage.Work {
        TodayPage.Work(
            word: entry.word, href: entry.href, count: Shown.count(work.count, upTo: WaitingWork.most),
            isNone: work.count == 0, since: work.since.map { Shown.short($0, now: now) },
            waited: work.since.flatMap { Shown.waited(since: $0, now: now) })
    }

    /// What this person may count: the own region, laboratory or platform.
    private func scope(of principal: Principal, _ context: APIContext) throws -> WaitingScope {
        switch principal.role {
        case .officer, .auditor:
            guard let region = try context.officer(home: console.app.home).region else { throw Problem.forbidden }
            return .region(region)
        case .bureau:
            guard let region = principal.region else { throw Problem.forbidden }
            return .region(region)
        case .laboratory, .platform: return .organisation(principal.name)
        case .buyer, .administrator, .monitor: return .everyone
        }
    }
}

/// A line of 今日: who sees it, and where it leads. A line without a page has no link yet.
struct TodayWork: Sendable {
    let kind: WaitingKind
    let word: String
    let permission: Permission
    var href: String?

    /// In the order of urgency.
    static let entries: [TodayWork] = [
        TodayWork(kind: .proposedTakedowns, word: "确认下架", permission: .readCases, href: TakedownPages.path),
        TodayWork(kind: .unservedNotices, word: "送达问题告知书", permission: .readCases, href: NoticePages.path),
        TodayWork(kind: .pendingFlags, word: "研判标记", permission: .reviewFlags, href: FlagPages.path),
        TodayWork(
            kind: .heldPulls, word: "放行暂停的采集", permission: .readFeeds,
            href: PullPages.links.list(.only(.held))),
        TodayWork(kind: .openAlerts, word: "办结告警", permission: .readFeeds, href: AlertPages.path),
        TodayWork(
            kind: .unscreenedPulls, word: "等待标记的采集", permission: .readFeeds,
            href: PullPages.links.list(.only(.unscreened))),
        TodayWork(
            kind: .heldUploads, word: "承检机构待修改的上传", permission: .readReports,
            href: OverseenLaboratoryPages.path),
        TodayWork(
            kind: .openPurchaseTasks, word: "待购买的采样任务", permission: .readSampling, href: PurchasePages.path),
        TodayWork(
            kind: .openPurchaseTasks, word: "待购买的采样任务", permission: .recordPurchases,
            href: BuyingPages.path),
        TodayWork(
            kind: .heldUploads, word: "修改未能读取的上传", permission: .uploadReports, href: HeldReportPages.path),
        TodayWork(
            kind: .uploadsForReview, word: "复核本机构的上传", permission: .reviewReports, href: ReviewPages.path),
        TodayWork(kind: .unansweredEntries, word: "提交下架回执", permission: .fileReceipts, href: PlatformListPages.path),
        TodayWork(kind: .referrals, word: "提醒与案件线索", permission: .readReferrals, href: ReferralPages.bureauPath),
        TodayWork(kind: .deadJobs, word: "已停止的后台任务", permission: .readJobs, href: JobPages.path),
        TodayWork(
            kind: .newAccounts, word: "待首次登录的账号", permission: .manageAccounts, href: AccountPages.path),
    ]
}
