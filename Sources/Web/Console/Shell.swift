internal import Domain
internal import Hummingbird
internal import Mustache

/// What the layout shows around a page.
struct Shell: Sendable {
    let title: String
    let isWrong: Bool
    let isTrial: Bool
    let isLarge: Bool
    let hasKeys: Bool
    let css = StaticFile.style.path
    let js = StaticFile.script.path
    let uploadScript = StaticFile.uploadScript.path
    /// The name and the role of the person who is signed in; nil before.
    let account: String?
    let role: String?
    /// What the field on top finds.
    let finds: String?
    let menu: [MenuGroup]
    let flash: Flash?
    /// The form token of the session, and the one-time key of the forms on this page.
    let form: String
    let key: String
    /// The address of this page; a form names it, so that its content can be shown there again.
    let page: String?

    init(title: String, isWrong: Bool, isTrial: Bool, flash: Flash?, _ context: APIContext, key: String) {
        self.title = title
        self.isWrong = isWrong
        self.isTrial = isTrial
        self.flash = flash
        self.key = key
        form = context.token.map { FormToken.of($0, account: context.session?.account.id) } ?? ""
        page = context.page ?? LocalPath.checked(context.form["page"])
        isLarge = context.settings.isLarge
        hasKeys = context.settings.hasKeys
        let principal = context.session.flatMap { $0.step == .full ? $0.account.principal : nil }
        account = principal == nil ? nil : context.session?.account.name.text
        role = principal.map { AccessWording.role($0.role) }
        finds = principal.map { FindWording.finds($0.role) }
        menu = principal.map { Menu.groups(for: $0, at: context.endpointPath ?? "") } ?? []
    }
}

/// A page as its template sees it: `shell` around, and `view`.
struct Page<View: Sendable>: Sendable, MustacheParent {
    let shell: Shell
    let view: View

    func child(named name: String) -> Any? {
        switch name {
        case "shell": shell
        case "view": view
        default: nil
        }
    }
}

/// Personal settings of the pages, from a cookie.
struct ViewSettings: Hashable, Sendable {
    /// Larger text.
    var isLarge = false
    /// Whether single letters are keys.
    var hasKeys = true

    init(isLarge: Bool = false, hasKeys: Bool = true) {
        self.isLarge = isLarge
        self.hasKeys = hasKeys
    }

    init(cookie: String?) {
        let words = Set((cookie ?? "").split(separator: "."))
        isLarge = words.contains("large")
        hasKeys = !words.contains("nokeys")
    }

    var cookie: String {
        ([isLarge ? "large" : nil, hasKeys ? nil : "nokeys"] + ["v1"]).compactMap(\.self).joined(separator: ".")
    }
}
