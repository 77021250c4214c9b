internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Rulebook
internal import Store
internal import Workers

/// A buyer's tasks: what to buy, and the record of the purchase with its pictures. Made for a telephone. Nothing of
/// criteria, flag reasons, results or other buyers.
struct BuyingPages: WorkPages {
    let console: Console

    static let path = "/console/buying"
    private static let limit = 50

    func add(to group: RouterGroup<APIContext>) {
        let pages = group.group("buying").add(middleware: RequirePermission(permission: .recordPurchases))
        pages.get("", use: list)
        pages.get("{id}") { request, context in
            try await page(context, BuyingForm(today: today), part: BuyingPart(request.query["step"]))
        }
    }

    /// The forms with pictures have checks of their own.
    func add(uploads group: RouterGroup<APIContext>) {
        group.post("buying/{id}", use: record)
        group.post("buying/{id}/photos", use: addPhotos)
        group.post("buying/{id}/steps", use: recordStep)
    }

    /// The files of a recorded purchase, in parts.
    var parts: EvidenceUploadRoutes {
        let app = console.app
        return EvidenceUploadRoutes(app: app) {
            try $0.viewer().account.principal.actor.text
        } announce: { metadata, length, context in
            let actor = try context.viewer().account.principal.actor
            let task = try await task(context)
            guard let bought = task.bought else { throw Problem.notFound }
            let plan = try metadata.plan(bytes: length, label: bought.label)
            guard plan.kind == .photo || plan.kind == .video else {
                throw Problem.badRequest(WebWording.evidenceKind, place: "Upload-Metadata.kind")
            }
            let step = context.parameters.get("step")
            let known = step.flatMap { CustodyStep(rawValue: $0) }
            guard (step == nil) == (known == nil) else { throw Problem.notFound }
            return try await app.store.beginUpload(
                plan, ofTask: task.id, known, by: actor, within: app.rulebook.evidence.limits)
        }
    }

    private var today: CalendarDay {
        console.app.store.clock.now().day()
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let isBought = request.query["show"] == "bought"
        let past = try request.number("after", in: 0...Int64.max, or: isBought ? .max : 0, WebWording.number)
        let tasks = try await console.app.store.buyerTasks(
            of: context.viewer().account.principal.actor, bought: isBought, past: past, limit: Self.limit)
        let now = console.app.store.clock.now()
        let table = TableView(
            caption: isBought ? "我登记过的采样任务，新的在前" : "待购买的采样任务，先下达的在前",
            columns: [
                .init("商品"), .init("状态"), .init("平台"), .init("店铺", "opt"), .init("看到的价格", "n"),
                .init("下达", "opt"),
            ],
            rows: tasks.map { row($0, now) }, isStacked: true)
        let whole = Self.path + (isBought ? "?show=bought" : "")
        var page = ListPage(
            table: table,
            empty: EmptyState(
                heading: isBought ? "还没有登记过购买" : "没有待购买的任务",
                ways: [
                    isBought ? PageLink(Self.path, "查看待购买的任务") : PageLink(Self.path + "?show=bought", "查看我登记过的")
                ]))
        page.intro = "请以普通消费者身份购买，不透露用途。"
        page.tabs = [
            Tab(href: Self.path, word: "待购买", isHere: !isBought),
            Tab(href: Self.path + "?show=bought", word: "我登记过的", isHere: isBought),
        ]
        page.pager = Pager(
            whole, shown: tasks.count, limit: Self.limit,
            next: tasks.last.map { LocalPath.with(whole, "after", String($0.id)) }, isFirst: past == 0 || past == .max)
        return try console.page("list", page, title: "我的任务", context)
    }

    private func row(_ task: BuyerTaskRow, _ now: Timestamp) -> TableView.Row {
        TableView.Row([
            .head(task.title, to: Self.path + "/\(task.id)", isCut: true), .tags([CustodyView.tag(task, [])]),
            .text(ReportWording.platform(task.listing.platform), label: "平台"), .text(task.shopName, style: "opt"),
            .text(task.price.text, style: "n", label: "价格"),
            .text(
                Shown.short(task.createdAt, now: now), style: "opt",
                small: Shown.waited(since: task.createdAt, now: now)),
        ])
    }

    // MARK: One task

    /// A task that is open, or that this person recorded. Any other is reported as unknown.
    private func task(_ context: APIContext) async throws -> BuyerTaskRow {
        guard let id = Int64(try context.parameters.require("id")) else { throw Problem.notFound }
        return try await console.app.store.buyerTask(id, of: context.viewer().account.principal.actor)
    }

    /// - Parameter part: the part of a recorded purchase whose form is shown; nil for the next step.
    private func page(
        _ context: APIContext, _ form: BuyingForm, part: BuyingPart? = nil, isSent: Bool = false
    ) async throws -> Response {
        let task = try await task(context)
        let custody = task.bought == nil ? [] : try await console.app.store.custody(ofTask: task.id)
        let tag = CustodyView.tag(task, custody)
        var page = RecordPage(crumb: PageLink(Self.path, "我的任务"), sub: "采样任务 \(task.id)", tags: [tag])
        page.sections = [RecordPage.Section(heading: "买什么", facts: facts(task))]
        let link = Self.path + "/\(task.id)"
        if let bought = task.bought {
            let view = CustodyView(custody, link: link)
            page.next = view.next(bought)
            page.sections = [
                view.section, RecordPage.Section(heading: "我的登记", facts: facts(bought, link: link)), page.sections[0],
            ]
            let kept = try await console.app.store.purchaseFiles(
                ofTask: task.id, by: context.viewer().account.principal.actor
            ).joined(separator: " ")
            switch part ?? view.following.map(BuyingPart.step) {
            case .step(let step):
                let isKnown = custody.contains { $0.step == step }
                page.formHeading = "登记" + CustodyWording.name(step)
                page.form = form.step(step, link + "/steps", isCorrection: isKnown)
                page.form?.upload = UploadTarget(
                    path: isKnown ? link + "/steps/\(step.rawValue)/uploads" : nil,
                    owner: link + "?step=" + step.rawValue, kept: kept)
            case .order:
                page.formHeading = "补传订单的照片和视频"
                page.form = form.photosOnly(link + "/photos")
                page.form?.upload = UploadTarget(path: link + "/uploads", owner: link, kept: kept)
            case nil: break
            }
        } else {
            page.next = RecordPage.Next(what: "还缺：订单号、实付金额、照片", small: "买好后在下面登记，一次填齐。")
            page.formHeading = "登记订单"
            page.form = form.page(link, laboratories: try await console.app.store.laboratoryNames())
        }
        return try console.page(
            "record", page, title: task.title, context, status: isSent ? .unprocessableContent : .ok)
    }

    private func facts(_ task: BuyerTaskRow) -> [Fact] {
        let link = task.link.flatMap { $0.hasPrefix("https://") || $0.hasPrefix("http://") ? $0 : nil }
        var facts = [Fact("平台", ReportWording.platform(task.listing.platform))]
        // A link of another kind comes from a feed, too; it is shown and cannot be opened.
        facts.append(link.map { Fact("商品页", "打开商品页", href: $0) } ?? Fact("商品页", task.link ?? "没有链接，请按商品编号查找"))
        facts.append(Fact("商品编号", task.listing.item))
        if let shop = task.shopName { facts.append(Fact("店铺", shop)) }
        if let room = task.liveRoom {
            facts.append(Fact("直播间", room.room + (room.streamer.map { "（主播 \($0)）" } ?? "")))
        }
        facts.append(Fact("产品", console.app.rulebook.criteria[task.product]?.name ?? task.product))
        facts.append(Fact("看到的价格", "\(task.price.text)（\(Shown.full(task.seenAt))）"))
        return facts
    }

    private func facts(_ bought: BuyerTaskRow.Bought, link: String) -> [Fact] {
        [
            Fact("样品标签", bought.label), Fact("承检机构", bought.laboratory), Fact("订单号", bought.order),
            Fact("实付金额", "¥" + bought.paid.yuanText), Fact("购买日期", bought.on.text), Fact("销售者", bought.seller),
            Fact("登记地", console.app.rulebook.regions.text(bought.region)), Fact("登记时间", Shown.full(bought.recordedAt)),
            Fact("照片和视频", "\(bought.files) 份，补传订单的照片", href: link + "?step=order"),
        ]
    }

    @Sendable private func record(_: Request, _ context: APIContext) async throws -> Response {
        let task = try await task(context)
        var form = BuyingForm(context.form)
        do {
            let recorded = try await RecordBuying(console.app).run(
                .init(texts: form.texts, photos: Self.photos(context)), task: task.id,
                by: context.viewer().account.principal.actor)
            return console.redirect(
                to: Self.path + "/\(task.id)", context,
                saying: recorded.isNew
                    ? Flash("已登记。样品标签是 \(recorded.label)，请写在包裹上。") : Flash("此前已登记，照片已补上。", .info))
        } catch let faults as RecordBuying.Faults {
            form.errors = faults.sentences
        } catch StoreError.conflict(let conflict) {
            form.errors = [.order: conflict.sentence]
        }
        return try await page(context, form, isSent: true)
    }

    @Sendable private func addPhotos(_: Request, _ context: APIContext) async throws -> Response {
        let task = try await task(context)
        guard let bought = task.bought else { throw Problem.notFound }
        var form = BuyingForm(context.form)
        do {
            // The same order again, so that only the pictures are new.
            _ = try await RecordBuying(console.app).run(
                .init(
                    texts: [
                        .order: bought.order, .paid: bought.paid.yuanText, .on: bought.on.text, .seller: bought.seller,
                        .region: bought.region.text, .laboratory: bought.laboratory,
                    ], photos: Self.photos(context)), task: task.id, by: context.viewer().account.principal.actor)
            return console.redirect(to: Self.path + "/\(task.id)", context, saying: Flash("照片已保存。"))
        } catch let faults as RecordBuying.Faults {
            // The other particulars are those of the record; a day more than a year ago can no longer be checked.
            form.errors = [.photos: faults.sentences[.photos] ?? "购买已过一年，不能再补传"]
        } catch StoreError.conflict(let conflict) {
            form.errors = [.photos: conflict.sentence]
        }
        return try await page(context, form, part: .order, isSent: true)
    }

    @Sendable private func recordStep(_: Request, _ context: APIContext) async throws -> Response {
        let task = try await task(context)
        guard task.bought != nil, let step = CustodyStep(rawValue: context.form.text("step")) else {
            throw Problem.notFound
        }
        var form = BuyingForm(context.form)
        let entry = form.entry(step)
        do {
            try await RecordBuying(console.app).run(
                entry, photos: Self.photos(context), task: task.id, by: context.viewer().account.principal.actor)
            return console.redirect(
                to: Self.path + "/\(task.id)", context, saying: Flash("已登记\(CustodyWording.name(step))。"))
        } catch let faults as RecordBuying.Faults {
            form.errors = faults.sentences
        } catch StoreError.conflict(.custody(let fault)) {
            form.refuse(fault)
        }
        return try await page(context, form, part: .step(step), isSent: true)
    }

    private static func photos(_ context: APIContext) -> [(name: String, bytes: [UInt8])] {
        context.files.filter { ["photos", "album"].contains($0.field) }.map { ($0.name, Array($0.bytes)) }
    }
}
