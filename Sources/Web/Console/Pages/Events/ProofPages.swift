internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// The proof of the event log: the last check of its hash chain, how to ask for another one, and how to check it oneself.
struct ProofPages: Sendable {
    let console: Console

    static let path = EventPages.path + "/proof"
    /// Events that are checked before the answer; more are checked in the background.
    private static let atOnce: Int64 = 20_000

    /// - Parameter events: the group of the event log, with its permission.
    func add(to events: RouterGroup<APIContext>) {
        events.get("proof") { _, context in try await page(context) }
        events.post("proof", use: request)
    }

    @Sendable private func request(_: Request, _ context: APIContext) async throws -> Response {
        try context.requireWholeInstallation(console)
        let (store, typed) = (console.app.store, context.form.text("expect"))
        guard typed.isEmpty || Digest.isSHA256(typed) else {
            return try await page(context, typed: typed, error: "校验值是 64 位小写的十六进制数，请完整填写")
        }
        var isHeld = typed.isEmpty || typed == ChainedEvent.genesis
        if !isHeld { isHeld = try await store.holdsEvent(hash: typed) }
        let id = try await store.requestProof(by: context.viewer().account.principal.actor)
        if try await store.lastEvent() <= Self.atOnce {
            _ = try await WorkerService.worker(.proof, console.app).runOnce(store, only: .proof(id))
        }
        let flash =
            !isHeld
            ? Flash("日志中没有您填写的校验值：末尾的事件被删除，或者不是同一个日志。", .bad)
            : typed.isEmpty ? nil : Flash("日志中有您填写的校验值，到那一行为止没有事件被删除。")
        return console.redirect(to: Self.path, context, saying: flash)
    }

    private func page(_ context: APIContext, typed: String = "", error: String? = nil) async throws -> Response {
        try context.requireWholeInstallation(console)
        let proofs = try await console.app.store.chainProofs(limit: 20)
        let view = ProofView(proofs: proofs, now: console.app.store.clock.now()).page(typed: typed, error: error)
        return try console.page(
            "record", view, title: "校验事件日志", context, status: error == nil ? .ok : .unprocessableContent)
    }
}

/// Makes the page of the proof.
struct ProofView: Sendable {
    /// Latest first.
    let proofs: [ChainProof]
    let now: Timestamp

    func page(typed: String, error: String?) -> RecordPage {
        var page = RecordPage(crumb: PageLink(EventPages.path, "事件日志"))
        if let last = proofs.first {
            page.tags = [Self.tag(last)]
            page.next = Self.next(last)
        } else {
            page.sub = "还没有校验过。"
        }
        let done = proofs.first { $0.finishedAt != nil }
        page.facts = done.map(Self.facts) ?? []
        page.sections = [earlier, Self.own(done)]
        var expect = FormField("expect", "以前抄录的末行校验值（可不填）")
        expect.hint = "64 位。日志中有这个值，说明到那一行为止没有事件被删除"
        expect.isRequired = false
        expect.longest = 64
        page.formHeading = "再次校验"
        page.form = FormPage(
            action: ProofPages.path, intro: ["从第一行起重新计算每一行的校验值。事件多时在后台进行，可以离开本页。"],
            fields: [expect.filled(typed, error: error)], button: "校验全部事件")
        return page
    }

    static func tag(_ proof: ChainProof) -> StateTag {
        guard proof.finishedAt != nil else { return proof.job.map { StateTag($0) } ?? .jobPaused }
        return switch proof.fault?.kind {
        case nil: .evidenceWhole
        case .missing: .evidenceMissing
        case .detached, .changed: .evidenceChanged
        }
    }

    private static func next(_ proof: ChainProof) -> RecordPage.Next? {
        if let fault = proof.fault {
            return RecordPage.Next(
                what: EventQueryWording.fault(fault.kind, fault.sequence),
                small: "此前 \(proof.checked.grouped) 行相符。请保全数据库文件和备份，不要改动，并查明何人何时改动。",
                link: fault.kind == .missing ? nil : PageLink(EventPages.path(fault.sequence), "查看这一行"))
        }
        guard proof.finishedAt == nil else { return nil }
        return RecordPage.Next(
            what: "已校验 \(proof.checked.grouped) 行，共 \(proof.through.grouped) 行",
            small: "刷新本页查看进度。长时间没有进展的，请运维人员核对 sushai work 是否在运行。",
            link: PageLink(ProofPages.path, "刷新"))
    }

    private static func facts(_ proof: ChainProof) -> [Fact] {
        [
            Fact("结果", proof.fault.map { EventQueryWording.fault($0.kind, $0.sequence) } ?? "各行相符，首尾相接"),
            Fact("有效事件", proof.checked.grouped + " 行，当时共 \(proof.through.grouped) 行"),
            Fact("末行校验值", proof.head), Fact("校验时间", proof.finishedAt.map(Shown.full) ?? ""),
            Fact("校验人", EventWording.actor(proof.requestedBy)),
        ]
    }

    private var earlier: RecordPage.Section {
        let rows = proofs.map { proof in
            TableView.Row([
                .head(Shown.short(proof.requestedAt, now: now)), .tags([Self.tag(proof)], label: "结果"),
                .number(proof.checked, label: "有效事件"), .text(EventWording.actor(proof.requestedBy), label: "校验人"),
                .text(String(proof.head.prefix(16)), style: "opt"),
            ])
        }
        let table = TableView(
            caption: "以前的校验，新的在前",
            columns: [.init("时间"), .init("结果"), .init("有效事件", "n"), .init("校验人"), .init("末行校验值", "opt")],
            rows: rows, isStacked: true)
        return RecordPage.Section(
            heading: "以前的校验", notes: rows.isEmpty ? ["没有。"] : [], table: rows.isEmpty ? nil : table)
    }

    /// How a person checks the log without this page.
    private static func own(_ proof: ChainProof?) -> RecordPage.Section {
        let expect = proof.map { " --expect " + $0.head } ?? ""
        return RecordPage.Section(
            heading: "自行核对",
            notes: [
                "把末行校验值抄录在系统之外。在服务器上，或用数据库的副本运行：sushai audit verify" + expect,
                "每一行的校验值是 SHA-256，依次计算：序号、时间（1970 年以来的毫秒数）、操作者、种类、对象、内容、前一行校验值；每项之前写它的字节数和一个半角冒号，首行的前一行校验值是 64 个 0。",
            ])
    }
}
