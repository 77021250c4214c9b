internal import Domain

/// The `fields` section of a crawler file.
enum FieldSection {
    /// `format` decides what a path is: members of an object, or the name of a column.
    static func read(_ value: Value, of format: FeedFormat?) -> FieldMap? {
        guard let mapping = value.mapping else { return nil }
        let paths = if case .csv = format { columns } else { Self.paths }
        let item = mapping.required("item").flatMap(paths)
        let title = mapping.required("title").flatMap(paths)
        let price = mapping.required("price").flatMap { Self.price($0, paths) }
        let sales = mapping.optional("sales").map { Self.sales($0, paths) } ?? Sales()
        func optional(_ key: String) -> [FieldPath] { mapping.optional(key).flatMap(paths) ?? [] }
        let shopName = optional("shopName")
        let shopIdentifier = optional("shopIdentifier")
        let category = optional("category")
        let link = optional("link")
        let room = optional("room")
        let streamer = optional("streamer")
        mapping.finish()
        guard let item, let title, let price, let sales else { return nil }
        return FieldMap(
            item: item, title: title, price: price.paths, priceUnit: price.unit, sales: sales.paths,
            salesWindow: sales.window, shopName: shopName, shopIdentifier: shopIdentifier,
            category: category, link: link, room: room, streamer: streamer)
    }

    /// One path, or a list of paths that are tried in order.
    static func paths(_ value: Value) -> [FieldPath]? {
        if !value.isList { return path(value).map { [$0] } }
        let list = value.list ?? []
        let paths = list.compactMap(path)
        guard !paths.isEmpty else {
            value.report("the list of paths must not be empty")
            return nil
        }
        return paths.count == list.count ? paths : nil
    }

    /// One column, or a list of columns that are tried in order.
    private static func columns(_ value: Value) -> [FieldPath]? {
        let names = value.isList ? value.list?.compactMap(\.text) : value.text.map { [$0] }
        return names.flatMap { $0.isEmpty ? nil : $0.map(FieldPath.init(column:)) }
    }

    static func path(_ value: Value) -> FieldPath? {
        guard let text = value.text else { return nil }
        guard let path = FieldPath(text) else {
            value.report("“\(text)” is no path; write names with dots, such as shopInfo.shopName or $.data.room_id")
            return nil
        }
        return path
    }

    private struct Price {
        let paths: [FieldPath]
        let unit: PriceUnit
    }

    private static func price(_ value: Value, _ paths: (Value) -> [FieldPath]?) -> Price? {
        guard let mapping = value.mapping else { return nil }
        let from = mapping.required("from").flatMap(paths)
        let unit = mapping.required("unit")?.word(PriceUnit.self)
        mapping.finish()
        guard let from, let unit else { return nil }
        return Price(paths: from, unit: unit)
    }

    private struct Sales {
        var paths: [FieldPath] = []
        var window = SalesFigure.Window.cumulative
    }

    private static func sales(_ value: Value, _ paths: (Value) -> [FieldPath]?) -> Sales? {
        guard let mapping = value.mapping else { return nil }
        let from = mapping.required("from").flatMap(paths)
        let window = mapping.required("window").flatMap(window)
        mapping.finish()
        guard let from, let window else { return nil }
        return Sales(paths: from, window: window)
    }

    /// `cumulative`, or `30d`.
    private static func window(_ value: Value) -> SalesFigure.Window? {
        guard let text = value.text else { return nil }
        if text == "cumulative" { return .cumulative }
        guard text.hasSuffix("d"), let days = Int(text.dropLast()), (1...366).contains(days) else {
            value.report("expected cumulative, or a number of days such as 30d")
            return nil
        }
        return .days(days)
    }
}

/// The `format` section of a crawler file.
enum FormatSection {
    static func read(_ value: Value) -> FeedFormat? {
        guard let mapping = value.mapping else { return nil }
        let json = mapping.optional("json")
        let csv = mapping.optional("csv")
        mapping.finish()
        switch (json, csv) {
        case (let json?, nil): return self.json(json)
        case (nil, let csv?): return self.csv(csv)
        default:
            value.report("write exactly one of json and csv")
            return nil
        }
    }

    private static func json(_ value: Value) -> FeedFormat? {
        guard let mapping = value.mapping else { return nil }
        let records = mapping.required("records").flatMap(FieldSection.paths)
        let error = mapping.optional("error").flatMap(FieldSection.path)
        let success = mapping.optional("success").flatMap(expectation)
        mapping.finish()
        return records.map { .json(.init(records: $0, error: error, success: success)) }
    }

    private static func expectation(_ value: Value) -> FeedFormat.Expectation? {
        guard let mapping = value.mapping else { return nil }
        let path = mapping.required("path").flatMap(FieldSection.path)
        let equals = mapping.required("equals")?.quotedText
        mapping.finish()
        guard let path, let equals else { return nil }
        return .init(path: path, equals: equals)
    }

    private static func csv(_ value: Value) -> FeedFormat? {
        guard let mapping = value.mapping else { return nil }
        let encoding = mapping.required("encoding")?.word(FeedFormat.Encoding.self)
        let separator = mapping.optional("separator").map(separator) ?? UInt8(ascii: ",")
        mapping.finish()
        guard let encoding, let separator else { return nil }
        return .csv(.init(encoding: encoding, separator: separator))
    }

    private static func separator(_ value: Value) -> UInt8? {
        switch value.text {
        case ",": return UInt8(ascii: ",")
        case ";": return UInt8(ascii: ";")
        case "tab", "\t": return 0x09
        default:
            value.report("expected \",\", \";\" or tab")
            return nil
        }
    }
}
