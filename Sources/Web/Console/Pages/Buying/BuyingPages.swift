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
        pages.get("{id}") { _, context in try await page(context, BuyingForm(today: today)) }
    }

    /// The forms with pictures have checks of their own.
    func add(uploads group: RouterGroup<APIContext>) {
        group.post("buying/{id}", use: record)
        group.post("buying/{id}/photos", use: addPhotos)
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
            .head(task.title, to: Self.path + "/\(task.id)", isCut: true), .tags([Self.tag(task)]),
            .text(ReportWording.platform(task.listing.platform), label: "平台"), .text(task.shopName, style: "opt"),
            .text(task.price.text, style: "n", label: "价格"),
            .text(
                Shown.short(task.createdAt, now: now), style: "opt",
                small: Shown.waited(since: task.createdAt, now: now)),
        ])
    }

    private static func tag(_ task: BuyerTaskRow) -> StateTag {
        task.bought == nil ? .taskOpen : .taskOrdered
    }

    // MARK: One task

    /// A task that is open, or that this person recorded. Any other is reported as unknown.
    private func task(_ context: APIContext) async throws -> BuyerTaskRow {
        guard let id = Int64(try context.parameters.require("id")) else { throw Problem.notFound }
        return try await console.app.store.buyerTask(id, of: context.viewer().account.principal.actor)
    }

    private func page(_ context: APIContext, _ form: BuyingForm, isSent: Bool = false) async throws -> Response {
        let task = try await task(context)
        var page = RecordPage(crumb: PageLink(Self.path, "我的任务"), sub: "采样任务 \(task.id)", tags: [Self.tag(task)])
        page.sections = [RecordPage.Section(heading: "买什么", facts: facts(task))]
        if let bought = task.bought {
            page.next = RecordPage.Next(
                what: "在包裹上写样品标签 \(bought.label)，寄给 \(bought.laboratory)", small: "只写标签，不写商品、店铺和价格。")
            page.sections.insert(RecordPage.Section(heading: "我的登记", facts: facts(bought)), at: 0)
            page.formHeading = "补传照片"
            page.form = form.photosOnly(Self.path + "/\(task.id)/photos")
        } else {
            page.next = RecordPage.Next(what: "还缺：订单号、实付金额、照片", small: "买好后在下面登记，一次填齐。")
            page.formHeading = "登记订单"
            page.form = form.page(
                Self.path + "/\(task.id)", laboratories: try await console.app.store.laboratoryNames())
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

    private func facts(_ bought: BuyerTaskRow.Bought) -> [Fact] {
        [
            Fact("样品标签", bought.label), Fact("承检机构", bought.laboratory), Fact("订单号", bought.order),
            Fact("实付金额", "¥" + bought.paid.yuanText), Fact("购买日期", bought.on.text), Fact("销售者", bought.seller),
            Fact("登记地", console.app.rulebook.regions.text(bought.region)), Fact("照片和视频", "\(bought.files) 份"),
            Fact("登记时间", Shown.full(bought.recordedAt)),
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
        return try await page(context, form, isSent: true)
    }

    private static func photos(_ context: APIContext) -> [(name: String, bytes: [UInt8])] {
        context.files.filter { ["photos", "album"].contains($0.field) }.map { ($0.name, Array($0.bytes)) }
    }
}

/// What a buyer typed, and what is wrong with it.
struct BuyingForm: Sendable {
    var texts: [RecordBuying.Field: String] = [:]
    var errors: [RecordBuying.Field: String] = [:]

    init(today: CalendarDay) {
        texts[.on] = today.text
    }

    init(_ typed: FormFields) {
        for field in RecordBuying.Field.allCases where field != .photos { texts[field] = typed.text(field.rawValue) }
        // A scanner or an input method may type full-width figures.
        texts[.order] = Self.narrow(texts[.order] ?? "")
        texts[.paid] = Self.narrow(texts[.paid] ?? "")
        texts[.region] = Self.narrow(texts[.region] ?? "")
    }

    private static func narrow(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
                }))
    }

    func page(_ action: String, laboratories: [String]) -> FormPage {
        var order = FormField("order", "订单号")
        order.hint = "可扫码，扫完自动到下一项"
        order.isScanned = true
        order.longest = 200
        var paid = FormField("paid", "实付金额（元）")
        paid.hint = "含运费，例如 8.60"
        paid.inputMode = "decimal"
        paid.style = "short"
        var on = FormField("on", "购买日期")
        on.type = "date"
        on.style = "short"
        var seller = FormField("seller", "销售者名称")
        seller.hint = "以店铺证照页面为准"
        seller.longest = 200
        var region = FormField("region", "销售者登记地")
        region.hint = "证照页面住所的六位区域代码，例如 330482"
        region.inputMode = "numeric"
        region.longest = 6
        region.style = "short"
        var laboratory = FormField("laboratory", "寄往的承检机构")
        laboratory.choices =
            (laboratories.count == 1 ? [] : [FormField.Choice(value: "", word: "请选择")])
            + laboratories.map { FormField.Choice(value: $0, word: $0) }
        let typed = [order, paid, on, seller, region, laboratory].map { field in
            let known = RecordBuying.Field(rawValue: field.name)
            return field.filled(known.flatMap { texts[$0] } ?? "", error: known.flatMap { errors[$0] })
        }
        return form(action, typed + pictures, button: "保存订单")
    }

    func photosOnly(_ action: String) -> FormPage {
        form(action, pictures, button: "保存照片")
    }

    private func form(_ action: String, _ fields: [FormField], button: String) -> FormPage {
        var page = FormPage(action: action, fields: fields, button: button, back: PageLink(BuyingPages.path, "返回"))
        page.isMultipart = true
        if !errors.isEmpty { page.intro = ["没有保存。请改好后再保存，照片须重新选择。"] }
        return page
    }

    private var pictures: [FormField] {
        var camera = FormField("photos", "拍照")
        camera.hint = "商品页、下单、付款、快递面单、开箱、封样，拍清编号"
        camera.type = "file"
        camera.accept = "image/*"
        camera.capture = "environment"
        camera.error = errors[.photos]
        camera.isMultiple = true
        var album = FormField("album", "从相册选择")
        album.hint = "截图和已经拍好的照片，一次合计 64 MiB 以内"
        album.type = "file"
        album.accept = "image/*"
        album.isMultiple = true
        album.isRequired = false
        return [camera, album]
    }
}
