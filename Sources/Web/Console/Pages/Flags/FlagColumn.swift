internal import Domain
internal import Rulebook
internal import Workers

/// The columns of the list of flagged listings beside priority and listing.
enum FlagColumn: String, ListColumn {
    case kinds, price, growth, day, waited, product, shop, twins

    var isUsual: Bool {
        switch self {
        case .kinds, .price, .growth, .day, .waited: true
        case .product, .shop, .twins: false
        }
    }

    var word: String {
        switch self {
        case .kinds: "标记理由"
        case .price: "售价"
        case .growth: "日增销量"
        case .day: "标记日期"
        case .waited: "已等"
        case .product: "产品"
        case .shop: "店铺"
        case .twins: "同款"
        }
    }

    /// The word in the menu of the columns, where there is room.
    var menuWord: String {
        switch self {
        case .price: "售价和同类中位价"
        case .waited: "已等天数"
        case .twins: "同款数"
        default: word
        }
    }

    /// Classes of the sheet.
    var style: String {
        switch self {
        case .kinds, .product, .shop: "opt"
        case .day: "opt fit"
        case .price, .growth, .waited, .twins: "n opt"
        }
    }

    var sortKey: FlagQuery.SortKey? {
        switch self {
        case .price: .price
        case .day: .day
        default: nil
        }
    }
}

/// The names of products and platforms on pages.
struct ListNames: Sendable {
    private let products: [String: String]
    /// The products and platforms that can be chosen, each with its name.
    let productChoices: [(code: String, name: String)]
    let platformChoices: [(code: String, name: String)]

    init(_ console: Console) {
        let rulebook = console.app.rulebook
        let products = rulebook.criteria.mapValues(\.name)
        self.products = products
        productChoices = products.map { ($0.key, $0.value) }.sorted { $0.1 < $1.1 }
        platformChoices = Set(rulebook.crawlers.values.map(\.platform)).sorted().map {
            ($0, ReportWording.platform($0))
        }
    }

    func product(_ code: String) -> String {
        products[code] ?? code
    }

    func platform(_ code: String) -> String {
        ReportWording.platform(code)
    }
}
