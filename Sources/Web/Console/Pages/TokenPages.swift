internal import Domain
internal import Hummingbird
internal import HummingbirdCore
internal import Rulebook
internal import Store
internal import Workers

/// The tokens of machines, for administrators: list, make and revoke.
struct TokenPages: Sendable {
    let console: Console

    static let path = "/console/tokens"

    func add(to group: RouterGroup<APIContext>) {
        let tokens = group.group("tokens").add(middleware: RequirePermission(permission: .manageTokens))
        tokens.get("", use: list)
        tokens.get("new") { _, context in try page(context, NewTokenForm(context.form, []), isNew: true) }
        tokens.post("new", use: create)
        tokens.get("{id}/revoke", use: ask)
        tokens.post("{id}/revoke", use: revoke)
    }

    @Sendable private func list(_: Request, _ context: APIContext) async throws -> Response {
        let now = console.app.store.clock.now()
        let rows = try await console.app.store.tokens().map { token in
            let principal = token.principal
            let name = principal.name + (principal.person.map { "（\($0)）" } ?? "")
            return TableView.Row([
                .head(name, small: "编号 \(token.id)"), .text(AccessWording.role(principal.role), label: "角色"),
                .text(principal.region.map(console.app.rulebook.regions.text), style: "opt"),
                .text(principal.duty.map(AccessWording.duty), style: "opt"),
                .text(Shown.short(token.createdAt, now: now), style: "fit", label: "制作"),
                .tags([token.isRevoked ? .revoked : .valid]),
                TableView.Cell(
                    text: token.isRevoked ? "" : "吊销…", style: "fit",
                    href: token.isRevoked ? nil : Self.path + "/\(token.id)/revoke"),
            ])
        }
        let table = TableView(
            caption: "接口密钥，按编号排列",
            columns: [
                .init("名称"), .init("角色"), .init("区域", "opt"), .init("职责", "opt"), .init("制作"), .init("状态"),
                .init("办理"),
            ], rows: rows, isStacked: true)
        var page = ListPage(table: table, empty: EmptyState(heading: "还没有接口密钥", text: "程序用密钥调用接口；人用账号登录控制台。"))
        page.intro = "接口密钥供程序调用接口；人用账号登录控制台。"
        page.actions = [PageLink(Self.path + "/new", "制作密钥", isPrimary: true)]
        return try console.page("list", page, title: "接口密钥", context)
    }

    private func page(_ context: APIContext, _ form: NewTokenForm, isNew: Bool = false) throws -> Response {
        let view = FormPage(
            action: Self.path + "/new", fields: form.fields(isNew: isNew), button: "制作密钥",
            back: PageLink(Self.path, "返回"))
        return try console.page("form", view, title: "制作接口密钥", context, status: isNew ? .ok : .unprocessableContent)
    }

    @Sendable private func create(_: Request, _ context: APIContext) async throws -> Response {
        let platforms = Set(console.app.rulebook.crawlers.values.map(\.platform)).sorted()
        var form = NewTokenForm(context.form, platforms)
        guard let principal = form.checked() else { return try page(context, form) }
        do {
            let token = try await console.app.store.issueToken(
                for: principal, by: context.viewer().account.principal.actor)
            let view = OncePage(
                info: "密钥只显示这一次，系统只保存其校验值。", name: principal.name + " 的接口密钥", texts: [token.text],
                advice: ["请经安全的途径交给使用它的程序的管理人员。", "怀疑泄露时，立即在列表中吊销。"],
                next: PageLink(Self.path, "回到接口密钥"))
            return try console.page("once", view, title: "接口密钥", context)
        } catch StoreError.conflict(let conflict) {
            form.errors["person"] = conflict.sentence
            return try page(context, form)
        }
    }

    @Sendable private func ask(_: Request, _ context: APIContext) async throws -> Response {
        let token = try await token(context)
        var facts = [
            Fact("编号", String(token.id)), Fact("名称", token.principal.name),
            Fact("角色", AccessWording.role(token.principal.role)), Fact("制作", Shown.full(token.createdAt)),
        ]
        if let person = token.principal.person { facts.insert(Fact("持有人", person), at: 2) }
        let page = ConfirmPage(
            action: Self.path + "/\(token.id)/revoke",
            consequences: ["使用该密钥的程序立即不能再调用接口，不能恢复；需要时另行制作。"], facts: facts, button: "吊销密钥",
            isDangerous: true, back: PageLink(Self.path, "返回"))
        return try console.page("confirm", page, title: "吊销接口密钥？", context)
    }

    @Sendable private func revoke(_: Request, _ context: APIContext) async throws -> Response {
        let token = try await token(context)
        try await console.app.store.revokeToken(token.id, by: context.viewer().account.principal.actor)
        return console.redirect(to: Self.path, context, saying: Flash("密钥 \(token.id) 已吊销。"))
    }

    /// A valid token.
    private func token(_ context: APIContext) async throws -> TokenRow {
        let id = Int64(try context.parameters.require("id"))
        guard let token = try await console.app.store.tokens().first(where: { $0.id == id && !$0.isRevoked }) else {
            throw Problem.notFound
        }
        return token
    }
}

/// What was typed into the form for a new token, and what is wrong with it.
struct NewTokenForm: Sendable {
    private let typed: FormFields
    private let platforms: [String]
    var errors: [String: String] = [:]

    init(_ typed: FormFields, _ platforms: [String]) {
        self.typed = typed
        self.platforms = platforms
    }

    func fields(isNew: Bool) -> [FormField] {
        var role = FormField("role", "角色")
        role.choices = FormField.Choice.all(Role.ofTokens, AccessWording.role, none: "请选择")
        var name = FormField("name", "名称")
        name.hint = "承检机构、平台（与采集来源中的名称一致）、执法人员或监控程序"
        name.longest = 100
        var region = FormField("region", "区域")
        region.hint = "执法人员填写：GB/T 2260 六位代码，例如 330400"
        region.inputMode = "numeric"
        region.longest = 6
        region.style = "short"
        var person = FormField("person", "持有人")
        person.hint = "实行双人复核的承检机构填写"
        person.isRequired = false
        person.longest = 100
        var duty = FormField("duty", "职责")
        duty.hint = "填写了持有人时选择"
        duty.choices = FormField.Choice.all(LaboratoryDuty.allCases, AccessWording.duty, none: "不适用")
        return [role, name, region, person, duty].map { field in
            field.filled(typed.text(field.name), error: isNew ? nil : errors[field.name])
        }
    }

    /// The holder; nil if something is wrong, with the sentences in `errors`.
    mutating func checked() -> Principal? {
        errors = [:]
        let role = Role(rawValue: typed.text("role")).flatMap { Role.ofTokens.contains($0) ? $0 : nil }
        if role == nil { errors["role"] = "请选择角色" }
        let name = typed.text("name")
        if !(1...100).contains(name.utf8.count) || name.holdsControlCharacters() {
            errors["name"] = "名称应为 1 至 100 字节，写在一行中"
        }
        if role == .platform, !platforms.contains(name) {
            errors["name"] = "没有该平台的采集来源。现有平台：" + platforms.joined(separator: "、")
        }
        checkRegion(role)
        checkPerson(role)
        guard errors.isEmpty, let role else { return nil }
        let person = typed.text("person")
        return Principal(
            role: role, name: name, region: role == .officer ? RegionCode(typed.text("region")) : nil,
            person: person.isEmpty ? nil : person,
            duty: person.isEmpty ? nil : LaboratoryDuty(rawValue: typed.text("duty")) ?? .analyst)
    }

    private mutating func checkRegion(_ role: Role?) {
        let region = typed.text("region")
        if role == .officer, RegionCode(region) == nil {
            errors["region"] = "执法人员须写明区域，即 GB/T 2260 六位代码，例如 330400"
        } else if role != .officer, !region.isEmpty {
            errors["region"] = "区域仅用于执法人员，请清空"
        }
    }

    private mutating func checkPerson(_ role: Role?) {
        let person = typed.text("person")
        if !person.isEmpty, role != .laboratory { errors["person"] = "持有人仅用于承检机构，请清空" }
        if person.utf8.count > 100 || person.contains("/") || person.holdsControlCharacters() {
            errors["person"] = "持有人最多 100 字节，写在一行中，不含斜线"
        }
        if person.isEmpty, !typed.text("duty").isEmpty { errors["person"] = "选择了职责，请写明持有人" }
    }
}
