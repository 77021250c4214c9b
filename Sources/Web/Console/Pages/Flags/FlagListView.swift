internal import Domain
internal import Store

/// The list of flagged listings. Template `flags`.
struct FlagListView: Sendable {
    /// A row. On a phone, what the hidden columns say is in the cell of the listing.
    struct Row: Sendable {
        let check: TableView.Check
        let points: String
        let href: String
        let title: String
        /// `淘宝 9900000048100　虚构2号玩具店`.
        let small: String
        let tag: StateTag?
        /// `明显低价 +30`.
        let kinds: [String]
        /// `¥7.80，中位 ¥43.00，日增 ≥1,600`.
        let phone: String
        let cells: [Cell]
    }

    struct Cell: Sendable {
        let style: String
        let text: String
        var small: String?
        var kinds: [String] = []
        /// Whether the text is a value that nobody knows.
        var isUnknown = false
    }

    struct ColumnBox: Sendable {
        let value: String
        let word: String
        let isChecked: Bool
    }

    /// What can be done with rows.
    struct Acts: Sendable {
        struct Button: Sendable {
            let value: String
            let word: String
            let isPrimary: Bool
        }

        struct Scope: Sendable {
            let value: String
            let word: String
            /// The word with the number of chosen rows, which the script fills in.
            var count: String?
        }

        let scopes: [Scope]
        let buttons: [Button]
    }

    let tabs: [Tab]
    let saveHref: String
    let viewsHref: String?
    let filter: FilterBar
    let caption: String
    let priority: TableView.Column
    let columns: [TableView.Column]
    let rows: [Row]
    let empty: EmptyState?
    let pager: Pager?
    let boxes: [ColumnBox]
    let exports: [PageLink]
    /// The conditions, for forms.
    let list: String
    let acts: Acts?
}

/// Makes the rows of the list.
struct FlagRows: Sendable {
    let query: FlagQuery
    let shown: ShownColumns<FlagColumn>
    let names: ListNames
    let now: Timestamp

    func row(_ listing: FlaggedListing) -> FlagListView.Row {
        let seen = listing.seen
        let kinds = listing.kinds.map { FlagWording.name($0.kind) + ($0.points.map { " +\($0)" } ?? "") }
        let sub =
            names.platform(seen.key.platform) + " " + seen.key.item + "　"
            + (seen.shopName ?? SalesGrowthWording.unknown)
        let phone = [
            seen.payable.text, listing.median.map { "中位 ¥" + $0 },
            "日增 " + SalesGrowthWording.perDay(listing.growth),
        ]
        return FlagListView.Row(
            check: TableView.Check(
                name: "row", value: BulkSelection.ChosenRow(listing.listing, seen: listing.review?.number ?? 0).text,
                label: "选择 " + String(seen.title.prefix(20))),
            points: Shown.number(Int64(listing.points)),
            href: ListingPages.path(listing.listing, query.items), title: seen.title, small: sub,
            tag: query.state == nil ? StateTag(listing.state) : nil, kinds: kinds,
            phone: phone.compactMap(\.self).joined(separator: "，"),
            cells: FlagColumn.allCases.filter(shown.shows).map { cell($0, listing, kinds) })
    }

    private func cell(_ column: FlagColumn, _ listing: FlaggedListing, _ kinds: [String]) -> FlagListView.Cell {
        func text(_ text: String?, small: String? = nil) -> FlagListView.Cell {
            FlagListView.Cell(
                style: column.style, text: text ?? SalesGrowthWording.unknown, small: small,
                isUnknown: text == nil || text == SalesGrowthWording.unknown)
        }
        switch column {
        case .kinds: return FlagListView.Cell(style: column.style, text: "", kinds: kinds)
        case .price: return text(listing.seen.payable.text, small: listing.median.map { "中位 ¥" + $0 })
        case .growth: return text(SalesGrowthWording.perDay(listing.growth))
        case .day: return text(Shown.short(listing.flaggedAt, now: now).prefixDay)
        case .waited:
            let days = (now.milliseconds - listing.flaggedAt.milliseconds) / 86_400_000
            return text(listing.state == .pending ? "\(Shown.number(max(0, days))) 天" : "–")
        case .product: return text(names.product(listing.product))
        case .shop: return text(listing.seen.shopName)
        case .twins: return text(Shown.number(Int64(listing.twins)))
        }
    }
}

extension String {
    /// The day of a time such as `11-20 09:12` or `2025-11-20 09:12`.
    fileprivate var prefixDay: String {
        String(prefix { $0 != " " })
    }
}

extension StateTag {
    init(_ state: FlagReviewState) {
        self =
            switch state {
            case .pending: .flagWaiting
            case .buy: .flagSampled
            case .watch: .flagWatched
            case .ignore: .flagIgnored
            }
    }
}
