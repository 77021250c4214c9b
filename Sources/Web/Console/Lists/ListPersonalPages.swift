internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// The saved views of a person and what can be done with them. Template `views`.
struct SavedViewsPage: Sendable {
    struct View: Sendable {
        let id: String
        let name: String
        let href: String
        /// Whether the conditions can still be read.
        let isUsable: Bool
        /// The address of the form that removes it.
        let removal: String
    }

    let views: [View]
    let empty: EmptyState?
    let back: PageLink
}

/// What a person chose for one list page: saved views and columns. Every list page has these pages.
struct ListPersonalPages<Query: ListQuery, Column: ListColumn>: Sendable {
    let console: Console
    let links: ListLinks<Query>
    /// The heading of the list: `标记`.
    let title: String

    /// - Parameter group: the group of the list page, with the permission that it requires.
    func add(to group: RouterGroup<APIContext>) {
        group.get("views", use: views)
        group.get("views/-new", use: form)
        group.post("views", use: save)
        group.post("views/{id}/remove", use: remove)
        group.post("columns", use: columns)
    }

    /// The columns that this person sees.
    func shown(_ context: APIContext) async throws -> ShownColumns<Column> {
        let account = try context.viewer().account.id
        return ShownColumns(chosen: try await console.app.store.shownColumns(page: Query.page, of: account))
    }

    /// The saved views of this person.
    func saved(_ context: APIContext) async throws -> [SavedView] {
        try await console.app.store.savedViews(page: Query.page, of: context.viewer().account.id)
    }

    @Sendable private func views(_: Request, _ context: APIContext) async throws -> Response {
        let views = try await saved(context).map { view in
            let query = Query(stored: view.query.text)
            return SavedViewsPage.View(
                id: String(view.id), name: view.name.text, href: links.list(query ?? Query()), isUsable: query != nil,
                removal: links.page("views/\(view.id)/remove"))
        }
        let empty = EmptyState(
            heading: "还没有保存的视图", text: "在列表中设好条件，再选择“保存当前条件”。", ways: [PageLink(links.path, "返回" + title)])
        let page = SavedViewsPage(
            views: views, empty: views.isEmpty ? empty : nil, back: PageLink(links.path, "返回" + title))
        return try console.page("views", page, title: title + "：我的视图", context)
    }

    @Sendable private func form(_ request: Request, _ context: APIContext) async throws -> Response {
        try page(request.items, name: "", error: nil, context)
    }

    private func page(
        _ items: QueryItems, name: String, error: String?, _ context: APIContext
    ) throws -> Response {
        var faults: [ListFault] = []
        let query = Query(items, faults: &faults)
        var field = FormField("name", "名称")
        field.hint = "显示在列表上方，例如“优先级 50 以上”。同名的视图会被替换"
        field.longest = ViewName.longest
        let view = FormPage(
            action: links.page("views"), intro: ["保存条件和排序，只有您自己看得到。"],
            fields: [field.filled(name, error: error)],
            hidden: [HiddenField(name: "list", value: query.items.text)], button: "保存视图",
            back: PageLink(links.list(query), "返回"))
        return try console.page(
            "form", view, title: "保存当前条件", context, status: error == nil ? .ok : .unprocessableContent)
    }

    @Sendable private func save(_: Request, _ context: APIContext) async throws -> Response {
        let items = QueryItems(text: context.form["list"] ?? "")
        var faults: [ListFault] = []
        let query = Query(items, faults: &faults)
        let typed = context.form["name"] ?? ""
        guard let name = ViewName(typed) else {
            return try page(items, name: typed, error: ListWording.viewName, context)
        }
        do {
            let account = try context.viewer().account.id
            _ = try await console.app.store.saveView(name, query.items, page: Query.page, of: account)
        } catch StoreError.conflict(let conflict) {
            return try page(items, name: typed, error: conflict.sentence, context)
        }
        return console.redirect(to: links.list(query), context, saying: Flash("已保存为视图“\(name.text)”。"))
    }

    @Sendable private func remove(_: Request, _ context: APIContext) async throws -> Response {
        guard let id = Int64(try context.parameters.require("id")) else { throw Problem.notFound }
        try await console.app.store.removeView(id, of: context.viewer().account.id)
        return console.redirect(to: links.page("views"), context, saying: Flash("已删除视图。"))
    }

    @Sendable private func columns(_: Request, _ context: APIContext) async throws -> Response {
        let chosen = ShownColumns<Column>(chosen: context.form.all("column"))
        let isUsual = chosen == ShownColumns(chosen: nil)
        try await console.app.store.showColumns(
            isUsual ? nil : chosen.names, page: Query.page, of: context.viewer().account.id)
        var faults: [ListFault] = []
        let query = Query(QueryItems(text: context.form["list"] ?? ""), faults: &faults)
        return console.redirect(to: links.list(query), context)
    }
}
