internal import Domain

/// A listing as read, with what could not be said of it.
struct ReadListing {
    let listing: Listing
    let salesUnreadable: Bool
}

/// A value found in a record: of a JSON page, or of a CSV row.
enum FoundValue {
    case json(JSONCursor)
    case text(String)

    /// The value as text; nil for an empty text and for null.
    func text(field: String) throws(RecordFault) -> String? {
        switch self {
        case .text(let text): return text.isEmpty ? nil : text
        case .json(let cursor):
            if cursor.isNull { return nil }
            guard let text = try cursor.text() else {
                throw RecordFault(.wrongType, field: field, "a text or a number is expected here")
            }
            return text.isEmpty ? nil : text
        }
    }
}

/// Makes a listing of a record by the field map of a crawler. The rules are the same for every format.
struct ListingReader {
    typealias Lookup = (FieldPath) throws(RecordFault) -> FoundValue?

    private let platform: String
    private let fields: FieldMap

    init(crawler: Crawler) {
        platform = crawler.platform
        fields = crawler.fields
    }

    func read(_ lookup: Lookup) throws(RecordFault) -> ReadListing {
        let item = try required(fields[.item], "item", limit: ListingLimits.identifierBytes, lookup)
        let title = try required(fields[.title], "title", limit: ListingLimits.titleBytes, lookup)
        let price = try price(lookup)
        let salesText = try optional(fields[.sales], "sales", lookup)
        let sales = salesText.flatMap { SalesFigure(text: $0, window: fields.salesWindow) }
        let room = try optional(fields[.room], "room", lookup)
        let streamer = try optional(fields[.streamer], "streamer", lookup)
        let listing = Listing(
            key: ListingKey(platform: platform, item: item), title: title, price: price, sales: sales,
            shopName: try optional(fields[.shopName], "shopName", lookup),
            shopIdentifier: try optional(fields[.shopIdentifier], "shopIdentifier", lookup),
            category: try optional(fields[.category], "category", lookup),
            link: try optional(fields[.link], "link", lookup).map(Self.absolute),
            liveRoom: room.map { LiveRoom(room: $0, streamer: streamer) })
        return ReadListing(listing: listing, salesUnreadable: salesText != nil && sales == nil)
    }

    private func price(_ lookup: Lookup) throws(RecordFault) -> Fen {
        let text = try required(fields[.price], "price", limit: 64, lookup)
        guard let price = Fen(priceText: text, unit: fields.priceUnit) else {
            throw RecordFault(
                .unreadablePrice, field: "price", "“\(text)” is no price in \(fields.priceUnit.rawValue)")
        }
        guard price > Fen(0) else {
            throw RecordFault(.priceNotPositive, field: "price", "the price is \(text)")
        }
        guard price <= ListingLimits.price else {
            throw RecordFault(
                .priceTooHigh, field: "price", "the price \(price.text) is above \(ListingLimits.price.text)")
        }
        return price
    }

    private func required(
        _ paths: [FieldPath], _ field: String, limit: Int, _ lookup: Lookup
    ) throws(RecordFault) -> String {
        guard let text = try first(paths, field, limit: limit, lookup) else {
            let tried = paths.map(\.text).joined(separator: ", ")
            throw RecordFault(.missingField, field: field, "no value at \(tried)")
        }
        guard text.utf8.contains(where: { $0 > 0x20 }) else {
            throw RecordFault(.empty, field: field, "the text is blank")
        }
        return text
    }

    private func optional(_ paths: [FieldPath], _ field: String, _ lookup: Lookup) throws(RecordFault) -> String? {
        try first(paths, field, limit: ListingLimits.otherTextBytes, lookup)
    }

    private func first(
        _ paths: [FieldPath], _ field: String, limit: Int, _ lookup: Lookup
    ) throws(RecordFault) -> String? {
        for path in paths {
            guard let text = try lookup(path)?.text(field: field) else { continue }
            guard !text.holdsControlCharacters(lineBreaks: true) else {
                throw RecordFault(.controlCharacter, field: field, "the text holds a control character")
            }
            guard text.utf8.count <= limit else {
                throw RecordFault(.tooLong, field: field, "\(text.utf8.count) bytes, at most \(limit) are taken")
            }
            return text
        }
        return nil
    }

    /// Links come without a scheme (`//item…`) or without even slashes.
    private static func absolute(_ link: String) -> String {
        if link.hasPrefix("//") { return "https:" + link }
        return link.hasPrefix("http://") || link.hasPrefix("https://") ? link : "https://" + link
    }
}
