internal import Domain
internal import Hummingbird
internal import HummingbirdCore
internal import Rulebook
internal import Store
internal import Workers

/// The form for a new account.
struct NewAccountPages: Sendable {
    let console: Console

    /// No account can have this name, so the page hides none.
    static let path = AccountPages.path + "/-new"

    func add(to group: RouterGroup<APIContext>) {
        group.get("-new") { _, context in try page(context, NewAccountForm(context.form, []), isNew: true) }
        group.post("-new", use: create)
    }

    private func page(_ context: APIContext, _ form: NewAccountForm, isNew: Bool = false) throws -> Response {
        let view = FormPage(
            action: Self.path, intro: [NewAccountForm.intro], fields: form.fields(isNew: isNew),
            button: "新建账号", back: PageLink(AccountPages.path, "返回"))
        return try console.page(
            "form", view, title: "新建账号", context, status: isNew ? .ok : .unprocessableContent)
    }

    @Sendable private func create(_: Request, _ context: APIContext) async throws -> Response {
        let platforms = Set(console.app.rulebook.crawlers.values.map(\.platform)).sorted()
        var form = NewAccountForm(context.form, platforms)
        guard let (name, principal) = form.checked() else { return try page(context, form) }
        do {
            let (account, password) = try await ManageAccounts(console.app).create(
                name: name, principal: principal, by: context.viewer().account.principal.actor)
            return try AccountPages(console: console).temporaryPassword(password, of: account.name.text, context)
        } catch StoreError.conflict(.accountExists) {
            form.errors["name"] = Conflict.accountExists.sentence
            return try page(context, form)
        }
    }
}

/// What was typed into the form for a new account, and what is wrong with it.
struct NewAccountForm: Sendable {
    static let intro = "系统给出一个临时密码，由您当面或电话告知本人；本人首次登录时必须更换。"

    private let typed: FormFields
    private let platforms: [String]
    var errors: [String: String] = [:]

    init(_ typed: FormFields, _ platforms: [String]) {
        self.typed = typed
        self.platforms = platforms
    }

    func fields(isNew: Bool) -> [FormField] {
        var role = FormField("role", "角色")
        role.choices = FormField.Choice.all(Role.ofAccounts, AccessWording.role, none: "请选择")
        var name = FormField("name", "账号")
        name.hint = AccessWording.nameRule
        name.longest = 40
        var region = FormField("region", "区域")
        region.hint = "执法人员、属地局、审计人员填写：GB/T 2260 六位代码，例如 330400"
        region.inputMode = "numeric"
        region.longest = 6
        region.style = "short"
        var organisation = FormField("organisation", "承检机构或平台")
        organisation.hint = "承检机构、平台的人员填写，与接口密钥中的名称一致，例如 LAB-01、taobao"
        organisation.longest = 100
        var duty = FormField("duty", "职责")
        duty.hint = "承检机构的人员选择"
        duty.choices = FormField.Choice.all(LaboratoryDuty.allCases, AccessWording.duty, none: "不适用")
        return [role, name, region, organisation, duty].map { field in
            field.filled(typed.text(field.name), error: isNew ? nil : errors[field.name])
        }
    }

    /// Name and principal; nil if something is wrong, with the sentences in `errors`.
    mutating func checked() -> (AccountName, Principal)? {
        errors = [:]
        let role = Role(rawValue: typed.text("role")).flatMap { Role.ofAccounts.contains($0) ? $0 : nil }
        if role == nil { errors["role"] = "请选择角色" }
        let name = AccountName(typed: typed.text("name"))
        if name == nil { errors["name"] = AccessWording.nameRule }
        let regionText = typed.text("region")
        let region = RegionCode(regionText)
        if !regionText.isEmpty, region == nil { errors["region"] = "“\(regionText)”不是 GB/T 2260 六位代码，例如 330400" }
        let organisation = typed.text("organisation")
        if role == .platform, !organisation.isEmpty, !platforms.contains(organisation) {
            errors["organisation"] = "没有该平台的采集来源。现有平台：" + platforms.joined(separator: "、")
        }
        if organisation.utf8.count > 100 || organisation.holdsControlCharacters() {
            errors["organisation"] = "名称最多 100 字节，写在一行中"
        }
        guard errors.isEmpty, let role, let name else { return nil }
        do throws(AccountFault) {
            let principal = try Principal(
                account: name, role: role, region: region, organisation: organisation.isEmpty ? nil : organisation,
                duty: LaboratoryDuty(rawValue: typed.text("duty")))
            return (name, principal)
        } catch {
            errors[Self.field(of: error)] = AccessWording.sentence(error)
            return nil
        }
    }

    private static func field(of fault: AccountFault) -> String {
        switch fault {
        case .roleOfTokens: "role"
        case .regionMissing, .regionNotAllowed: "region"
        case .organisationMissing, .organisationNotAllowed: "organisation"
        case .dutyMissing, .dutyNotAllowed: "duty"
        case .principalDiffers: "name"
        }
    }
}
