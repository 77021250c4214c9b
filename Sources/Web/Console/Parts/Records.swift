/// A page about one thing: what it is, what comes next, its facts, tables, and at most one form. Template `record`.
struct RecordPage: Sendable {
    /// What must be done next.
    struct Next: Sendable {
        let what: String
        var small: String?
        var link: PageLink?
    }

    /// A part of the page with a heading.
    struct Section: Sendable {
        let heading: String
        var notes: [String] = []
        var table: TableView?
        var facts: [Fact] = []
    }

    var crumb: PageLink?
    var sub: String?
    var tags: [StateTag] = []
    /// Buttons on top; at most one is the filled one.
    var actions: [PageLink] = []
    var next: Next?
    var facts: [Fact] = []
    var sections: [Section] = []
    var formHeading: String?
    var form: FormPage?
}

extension Pager {
    /// A list that is read in parts of `limit` rows: the link to the first part, and the link to the next one if there may
    /// be one. Nil if everything is on one page.
    init?(_ path: String, shown: Int, limit: Int, next: String?, isFirst: Bool) {
        let hasNext = shown == limit
        guard hasNext || !isFirst else { return nil }
        self.init(range: "每页 \(limit) 条", previous: isFirst ? nil : path, next: hasNext ? next : nil)
    }
}
