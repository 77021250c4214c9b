/// Where a value stands in a record, or in the whole page.
///
/// Written as names with dots: `shopInfo.shopName` starts at the record, `$.data.room_id` at the page. A name followed
/// by `|json` holds JSON as text and is read again: `queryResult|json.data`. In CSV the whole text is a column's name.
package struct FieldPath: Hashable, Sendable {
    package struct Step: Hashable, Sendable {
        package let name: String
        package let embeddedJSON: Bool
    }

    package let text: String
    package let fromPage: Bool
    package let steps: [Step]

    /// A column of a CSV file, whatever its name holds (`No.`, `售价(元)`).
    package init(column: String) {
        text = column
        fromPage = false
        steps = [Step(name: column, embeddedJSON: false)]
    }

    /// Nil for an empty path or an empty name in it.
    package init?(_ text: String) {
        var names = text.split(separator: ".", omittingEmptySubsequences: false)[...]
        fromPage = names.first == "$"
        if fromPage { names = names.dropFirst() }
        var steps: [Step] = []
        for name in names {
            let embedded = name.hasSuffix("|json")
            let plain = embedded ? name.dropLast(5) : name
            guard !plain.isEmpty else { return nil }
            steps.append(Step(name: String(plain), embeddedJSON: embedded))
        }
        guard !steps.isEmpty else { return nil }
        self.text = text
        self.steps = steps
    }
}

/// Which part of a record becomes which field of a listing. Several paths are tried in order; the first that holds a
/// value counts.
package struct FieldMap: Hashable, Sendable {
    package let item: [FieldPath]
    package let title: [FieldPath]
    package let price: [FieldPath]
    package let priceUnit: PriceUnit
    package let sales: [FieldPath]
    package let salesWindow: SalesFigure.Window
    package let shopName: [FieldPath]
    package let shopIdentifier: [FieldPath]
    package let category: [FieldPath]
    package let link: [FieldPath]
    package let room: [FieldPath]
    package let streamer: [FieldPath]

    package init(
        item: [FieldPath], title: [FieldPath], price: [FieldPath], priceUnit: PriceUnit, sales: [FieldPath] = [],
        salesWindow: SalesFigure.Window = .cumulative, shopName: [FieldPath] = [], shopIdentifier: [FieldPath] = [],
        category: [FieldPath] = [], link: [FieldPath] = [], room: [FieldPath] = [], streamer: [FieldPath] = []
    ) {
        self.item = item
        self.title = title
        self.price = price
        self.priceUnit = priceUnit
        self.sales = sales
        self.salesWindow = salesWindow
        self.shopName = shopName
        self.shopIdentifier = shopIdentifier
        self.category = category
        self.link = link
        self.room = room
        self.streamer = streamer
    }
}

extension FieldMap {
    /// Each field by its name in a crawler file, with its paths.
    package var mapped: [(field: String, paths: [FieldPath])] {
        [
            ("item", item), ("title", title), ("price", price), ("sales", sales), ("shopName", shopName),
            ("shopIdentifier", shopIdentifier), ("category", category), ("link", link), ("room", room),
            ("streamer", streamer),
        ]
    }
}

/// The wire format of a feed.
package enum FeedFormat: Hashable, Sendable {
    case json(JSONFormat)
    case csv(CSVFormat)

    package struct JSONFormat: Hashable, Sendable {
        /// The lists that hold the records; a single object stands for a list of one.
        package let records: [FieldPath]
        /// A page that has this is an error, whatever its HTTP status.
        package let error: FieldPath?
        /// A page is good only if this holds that text.
        package let success: Expectation?

        package init(records: [FieldPath], error: FieldPath?, success: Expectation?) {
            self.records = records
            self.error = error
            self.success = success
        }
    }

    /// A value that a page must hold.
    package struct Expectation: Hashable, Sendable {
        package let path: FieldPath
        package let equals: String

        package init(path: FieldPath, equals: String) {
            self.path = path
            self.equals = equals
        }
    }

    package struct CSVFormat: Hashable, Sendable {
        package enum Encoding: String, CaseIterable, Sendable {
            case utf8 = "UTF-8"
            case gb18030 = "GB18030"
        }

        package let encoding: Encoding
        /// `,`, `;` or tab.
        package let separator: UInt8

        package init(encoding: Encoding, separator: UInt8) {
            self.encoding = encoding
            self.separator = separator
        }
    }
}
