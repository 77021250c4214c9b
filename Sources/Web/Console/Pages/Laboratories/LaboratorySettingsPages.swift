internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// The settings of a laboratory: review by a second person, and what printed reports state about it.
struct LaboratorySettingsPages: Sendable {
    let pages: OverseenLaboratoryPages

    private var console: Console { pages.console }
    private var store: Store { console.app.store }

    func add(to group: RouterGroup<APIContext>) {
        group.get("{laboratory}/settings") { _, context in
            _ = try context.overseer(home: console.app.home)
            let found = try await store.overseenLaboratory(pages.laboratory(context))
            return try form(context, texts(found), [:])
        }
        group.post("{laboratory}/settings", use: set)
    }

    private static let labels: [(name: String, label: String, hint: String?)] = [
        ("title", "机构全称", "与印章一致"), ("address", "地址", nil),
        ("accreditation", "资质编号", "连同标志种类，例如 CMA 231100000000"), ("contactPerson", "联系人", nil),
        ("contactPhone", "联系电话", nil),
    ]

    private func texts(_ found: OverseenLaboratory) -> [String: String] {
        let details = found.details
        return [
            "fourEyes": found.fourEyes ? "yes" : "no", "title": details.title ?? "", "address": details.address ?? "",
            "accreditation": details.accreditation ?? "", "contactPerson": details.contact.person ?? "",
            "contactPhone": details.contact.phone ?? "",
        ]
    }

    private func form(
        _ context: APIContext, _ texts: [String: String], _ errors: [String: String]
    ) throws -> Response {
        let name = try pages.laboratory(context)
        var review = FormField("fourEyes", "双人复核")
        review.hint = "上传后须由本机构另一名复核人同意，报告才会接收"
        review.style = "short"
        review.choices = [.init(value: "no", word: "否"), .init(value: "yes", word: "是")]
        let others = Self.labels.map { name, label, hint in
            var field = FormField(name, label)
            field.hint = hint
            field.isRequired = false
            field.longest = 300
            return field
        }
        let page = FormPage(
            action: OverseenLaboratoryPages.path(name, "settings"),
            intro: ["全称、地址、资质和联系方式印在检验报告和问题告知书上；空白的不印，或留横线待填。"],
            fields: ([review] + others).map { $0.filled(texts[$0.name] ?? "", error: errors[$0.name]) }, button: "保存设置",
            back: PageLink(OverseenLaboratoryPages.path(name), "返回"))
        return try console.page(
            "form", page, title: "机构设置：" + name, context, status: errors.isEmpty ? .ok : .unprocessableContent)
    }

    @Sendable private func set(_: Request, _ context: APIContext) async throws -> Response {
        let officer = try context.overseer(home: console.app.home)
        let name = try pages.laboratory(context)
        var texts = ["fourEyes": context.form.text("fourEyes")]
        var errors: [String: String] = [:]
        for field in Self.labels {
            let text = context.form.text(field.name)
            texts[field.name] = text
            errors[field.name] = LaboratoryDetails.fault(of: text)
        }
        if !["yes", "no"].contains(texts["fourEyes"]) { errors["fourEyes"] = "请选择是或否" }
        guard errors.isEmpty else { return try form(context, texts, errors) }
        func given(_ name: String) -> String? { texts[name].flatMap { $0.isEmpty ? nil : $0 } }
        let details = LaboratoryDetails(
            title: given("title"), address: given("address"), accreditation: given("accreditation"),
            contact: Contact(person: given("contactPerson"), phone: given("contactPhone")))
        let before = try await store.overseenLaboratory(name)
        let fourEyes = texts["fourEyes"] == "yes"
        let (isReviewNew, isDetailNew) = (fourEyes != before.fourEyes, details != before.details)
        guard isReviewNew || isDetailNew else {
            return console.redirect(
                to: OverseenLaboratoryPages.path(name), context, saying: Flash("设置没有改变。", .info))
        }
        try await store.setLaboratory(
            name, fourEyes: isReviewNew ? fourEyes : nil, details: isDetailNew ? details : nil, by: officer.actor)
        return console.redirect(to: OverseenLaboratoryPages.path(name), context, saying: Flash("已保存机构设置。"))
    }
}
