internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// The queue: its jobs by state and kind, one job, and the revival of one that was set aside.
struct JobPages: Sendable {
    let console: Console

    static let path = "/console/jobs"
    private static let links = ListLinks<OperationQuery<JobList>>(path: path)

    static func path(_ id: Int64, _ page: String = "") -> String {
        path + "/\(id)" + (page.isEmpty ? "" : "/" + page)
    }

    private var store: Store { console.app.store }

    func add(to group: RouterGroup<APIContext>) {
        let jobs = group.group("jobs").add(middleware: RequirePermission(permission: .readJobs))
        jobs.get("", use: list)
        jobs.get("{id}") { _, context in try await detail(context) }
        let managed = jobs.group().add(middleware: RequirePermission(permission: .manageJobs))
        managed.get("{id}/revive", use: ask)
        managed.post("{id}/revive", use: revive)
    }

    // MARK: List

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let counts = try await store.jobCounts()
        let state = request.items["state"].flatMap { JobState(rawValue: $0) } ?? .dead
        let frame = OperationListFrame<JobList>(
            console: console, links: Self.links, noun: "任务", word: { StateTag($0).word },
            choices: { _ in counts.map { ($0.kind.rawValue, Self.choice($0, state)) } })
        let (wanted, redirect) = try request.checkedList(frame.links)
        if let redirect { return redirect }
        let found = try await store.jobs(
            wanted.query, at: wanted.position.place, limit: OperationListFrame<JobList>.size)
        var page = frame.page(
            wanted, found,
            columns: [
                .init("任务"), .init("状态"), .init("原因", "opt"), .init("次数", "n"), frame.dayColumn("建立", wanted.query),
            ], rows: found.page.rows.map(row))
        page.intro = Self.summary(counts)
        return try console.page("list", page, title: "任务队列", context)
    }

    /// `判定（12）`: the kind with the number of its jobs in the state that is shown.
    private static func choice(_ counts: JobCounts, _ state: JobState) -> String {
        JobWording.name(counts.kind) + (counts.counts[state].map { "（\(ListWording.short($0))）" } ?? "")
    }

    /// `排队中：判定 12、标记 1。已停止：没有。`
    private static func summary(_ counts: [JobCounts]) -> String {
        [JobState.dead, .running, .queued].map { state in
            let parts = counts.compactMap { row in
                row.counts[state].flatMap { count in
                    count.number == 0 ? nil : JobWording.name(row.kind) + " " + ListWording.short(count)
                }
            }
            return StateTag(state).word + "：" + (parts.isEmpty ? "没有" : parts.joined(separator: "、")) + "。"
        }.joined()
    }

    private func row(_ job: JobRow) -> TableView.Row {
        let now = store.clock.now()
        let isDead = job.state == .dead
        return TableView.Row(
            [
                .head(JobWording.name(job.kind) + "　" + Self.subject(job), to: Self.path(job.id), small: "\(job.id) 号"),
                TableView.Cell(
                    text: "", tags: [Self.tag(job)],
                    small: isDead ? Shown.waited(since: job.updatedAt, now: now) : nil, label: "状态"),
                .text(job.lastError.map { JobWording.sentence($0.fault) }, style: "opt"),
                .number(Int64(job.attempts), label: "次数"),
                .text(Shown.short(job.createdAt, now: now), style: "fit", label: "建立"),
            ], style: isDead ? "fail" : nil)
    }

    private static func tag(_ job: JobRow) -> StateTag {
        job.state == .queued && job.lastError != nil ? .jobRetrying : StateTag(job.state)
    }

    private static func subject(_ job: JobRow) -> String {
        guard let key = JobKey(job.kind, text: job.key) else { return job.key.visible(limit: 60) }
        return switch key {
        case .pull(let crawler, let slot): crawler.visible(limit: 60) + " " + Shown.full(slot)
        case .screen(let id): "采集 \(id) 号"
        case .release(let id, _): "上传 \(id) 号"
        case .judge(let id, _): "报告 \(id) 号"
        case .route(let id): "结论 \(id) 号"
        case .publish(let id, let action): "下架 \(id) 号" + (action == .remove ? "" : "（恢复）")
        case .recheck(let id, _): "回执 \(id) 号"
        case .bulk(let id): "办理 \(id) 号"
        case .proof(let id): "日志校验 \(id) 号"
        }
    }

    // MARK: One job

    /// - Parameter problem: why it was not revived.
    private func detail(_ context: APIContext, problem: String? = nil) async throws -> Response {
        let (job, events) = try await store.job(context.number())
        let principal = try context.viewer().account.principal
        var page = DetailPage(PageLink(Self.links.list(.only(job.state)), "任务队列"), here: "\(job.id) 号")
        page.sub = "建立于 " + Shown.full(job.createdAt)
        page.tags = [Self.tag(job)]
        page.lead = job.lastError.map { JobWording.sentence($0.fault) } ?? Self.lead(job)
        page.problem = problem
        if job.state == .dead {
            page.next = DetailPage.Next(
                heading: "下一步：排除原因，再重新运行", tag: .jobDead, small: "已停止的任务不会自行重试",
                links: principal.may(.manageJobs)
                    ? [PageLink(Self.path(job.id, "revive"), "重新运行…", isPrimary: true)] : [])
        }
        page.sections = [
            DetailPage.Section("任务", facts: try facts(job, context)),
            DetailPage.Section("经过", history: events.map(HistoryEntry.init), none: "没有停止过。"),
        ]
        return try console.page(
            "detail", page, title: JobWording.name(job.kind) + "　" + Self.subject(job), context,
            status: problem == nil ? .ok : .conflict)
    }

    private static func lead(_ job: JobRow) -> String {
        switch job.state {
        case .queued: "等待处理"
        case .running: "正在处理"
        case .done: "已处理完毕"
        case .dead: ""
        }
    }

    private func facts(_ job: JobRow, _ context: APIContext) throws -> [Fact] {
        var facts = [
            Fact("工作", JobWording.name(job.kind)),
            Fact("对象", Self.subject(job), href: try href(job, context)),
            Fact("已试次数", Shown.number(Int64(job.attempts))),
        ]
        if job.state == .queued { facts.append(Fact("最早开始", Shown.full(job.runAfter))) }
        if let lease = job.leaseUntil { facts.append(Fact("处理进程的租期至", Shown.full(lease))) }
        facts.append(Fact("最近变化", Shown.full(job.updatedAt)))
        // The detail of an internal error is for developers, and can name things of other regions.
        if let error = job.lastError, error.fault != .other, try context.isOverseer(console) {
            facts.append(Fact("最近一次失败", error.detail.visible(limit: 500)))
        }
        return facts
    }

    /// The page of what the job is about, if this person may open it.
    private func href(_ job: JobRow, _ context: APIContext) throws -> String? {
        let principal = try context.viewer().account.principal
        switch JobKey(job.kind, text: job.key) {
        case .screen(let id) where principal.may(.readFeeds): return PullPages.path(id)
        case .pull(let crawler, _) where principal.may(.readFeeds):
            return PullPages.links.list(.only(.crawler, crawler))
        case .publish(let id, _) where principal.may(.readCases): return TakedownPages.path(id)
        default: return nil
        }
    }

    // MARK: Revive

    @Sendable private func ask(_: Request, _ context: APIContext) async throws -> Response {
        let job = try await store.job(context.number()).row
        guard job.state == .dead else { return try await detail(context, problem: Self.notDead(job)) }
        let view = ConfirmPage(
            action: Self.path(job.id, "revive"),
            consequences: ["任务重新排队，试过的次数从头计算。", "原因没有排除的，任务会再次停止。"],
            facts: [
                Fact("任务", JobWording.name(job.kind) + "　" + Self.subject(job)),
                Fact("停止的原因", job.lastError.map { JobWording.sentence($0.fault) } ?? "未知"),
                Fact("停止于", Shown.full(job.updatedAt)),
            ], button: "重新运行", back: PageLink(Self.path(job.id), "返回"))
        return try console.page("confirm", view, title: "重新运行任务 \(job.id) 号？", context)
    }

    private static func notDead(_ job: JobRow) -> String {
        "没有办理：这项任务的状态已是“\(tag(job).word)”"
    }

    @Sendable private func revive(_: Request, _ context: APIContext) async throws -> Response {
        let actor = try context.overseer(console)
        let job = try await store.job(context.number()).row
        guard job.state == .dead else { return try await detail(context, problem: Self.notDead(job)) }
        do {
            try await store.revive(job: job.id, by: actor)
        } catch StoreError.notFound {
            // Someone was faster.
            return try await detail(context, problem: Self.notDead(try await store.job(job.id).row))
        }
        return console.redirect(to: Self.path(job.id), context, saying: Flash("已重新排队。"))
    }
}
