/// A page about one thing: what it is, what comes next, the facts, the reasons, what happened, what is linked. Template
/// `detail`.
struct DetailPage: Sendable {
    /// A step of the way of the thing.
    struct Step: Sendable {
        let word: String
        let small: String
        /// The class of the sheet; empty for a step that is to come.
        let style: String
        let isNow: Bool

        enum State: String {
            case done, now
            /// The last thing that happened is not what should happen.
            case stop
        }

        init(_ word: String, _ small: String = "", _ state: State? = nil) {
            self.word = word
            self.small = small
            style = state?.rawValue ?? ""
            isNow = state == .now || state == .stop
        }
    }

    /// What must be done next, and where.
    struct Next: Sendable {
        let heading: String
        var tag: StateTag?
        let small: String
        var links: [PageLink] = []
        var dangers: [PageLink] = []
    }

    struct Section: Sendable {
        let title: String
        var sub: String?
        var tags: [StateTag] = []
        var paragraphs: [String] = []
        var facts: [Fact] = []
        /// An SVG that this program made, above the table with its figures.
        var picture: String?
        var table: TableView?
        /// A text of a stranger, with its line breaks.
        var raw: String?
        var items: [Item] = []
        var history: [HistoryEntry] = []
        /// Pictures that explain those of the table.
        var legend: [Legend] = []
        /// The sentence of a section without content.
        var none: String?

        init(_ title: String) {
            self.title = title
        }

        init(_ title: String, facts: [Fact]) {
            self.title = title
            self.facts = facts
        }

        init(_ title: String, table: TableView, none: String) {
            self.title = title
            if table.rows.isEmpty { self.none = none } else { self.table = table }
        }

        init(_ title: String, items: [Item], none: String) {
            self.title = title
            self.items = items
            self.none = items.isEmpty ? none : nil
        }

        init(_ title: String, history: [HistoryEntry], none: String = "没有记录。") {
            self.title = title
            self.history = history
            self.none = history.isEmpty ? none : nil
        }
    }

    struct Item: Sendable {
        let text: String
        var href: String?
        var tags: [StateTag] = []
        var small: String?
    }

    struct Legend: Sendable {
        let picture: String
        let word: String
    }

    let crumb: PageLink
    let here: String
    var sub: String?
    var link: PageLink?
    var actions: [PageLink] = []
    /// The result in a word, before `lead`.
    var tags: [StateTag] = []
    var lead: String?
    /// Why an act was not done.
    var problem: String?
    var steps: [Step] = []
    var next: Next?
    var sections: [Section] = []
    var aside: [Section] = []

    init(_ crumb: PageLink, here: String) {
        self.crumb = crumb
        self.here = here
    }
}
