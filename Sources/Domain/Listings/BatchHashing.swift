extension ListingBatch {
    /// The content hash of every row, 32 bytes each, one after the other: the same values as `Listing.contentHash`, made
    /// without a text for any field.
    package func contentHashes() -> [UInt8] {
        var hashes: [UInt8] = []
        hashes.reserveCapacity(rows.count * 32)
        var input: [UInt8] = []
        for row in rows {
            input.removeAll(keepingCapacity: true)
            write(row, into: &input)
            Digest.sha256(input, appendingTo: &hashes)
        }
        return hashes
    }

    /// The fields in the order of `Listing.contentHash`, each with its length before it.
    private func write(_ row: Row, into input: inout [UInt8]) {
        let hasSales = row.salesLower >= 0
        input.appendField(platform.utf8)
        append(row.item, to: &input)
        append(row.title, to: &input)
        input.appendField(number: row.price)
        append(hasSales ? row.salesText : .none, to: &input)
        append(row.shopName, to: &input)
        append(row.shopIdentifier, to: &input)
        append(row.category, to: &input)
        appendLink(row.link, to: &input)
        append(row.room, to: &input)
        append(row.room.isNone ? .none : row.streamer, to: &input)
        input.appendField(number: row.priceAfterCoupon > 0 ? row.priceAfterCoupon : nil)
        append(row.image, to: &input)
        input.appendField(number: row.changedAt == .min ? nil : row.changedAt)
        for slice in [row.maker, row.makerAddress, row.certificate, row.licence, row.creditCode] {
            append(slice, to: &input)
        }
    }

    private func append(_ slice: TextSlice, to input: inout [UInt8]) {
        input.appendField(bytes[slice.range])
    }

    private func appendLink(_ slice: TextSlice, to input: inout [UInt8]) {
        let prefix = missingScheme(slice)
        input.append(decimal: Int64(prefix.utf8.count + slice.range.count))
        input.append(UInt8(ascii: ":"))
        input.append(contentsOf: prefix.utf8)
        input.append(contentsOf: bytes[slice.range])
    }

    /// What `link(_:)` puts before the text of a link: nothing where the feed gave a scheme.
    package func missingScheme(_ link: TextSlice) -> StaticText {
        guard !link.isNone else { return .none }
        let text = bytes[link.range]
        if text.starts(with: "//".utf8) { return .https }
        return text.starts(with: "http://".utf8) || text.starts(with: "https://".utf8) ? .none : .httpsSlashes
    }

    /// The beginnings that a link may lack.
    package enum StaticText: String, Sendable {
        case none = ""
        case https = "https:"
        case httpsSlashes = "https://"

        package var utf8: String.UTF8View { rawValue.utf8 }
    }
}

extension [UInt8] {
    fileprivate mutating func appendField(_ field: some Collection<UInt8>) {
        append(decimal: Int64(field.count))
        append(UInt8(ascii: ":"))
        append(contentsOf: field)
    }

    /// A number as its decimal text; an empty field where there is none.
    fileprivate mutating func appendField(number: Int64?) {
        guard let number else { return append(contentsOf: [UInt8(ascii: "0"), UInt8(ascii: ":")]) }
        append(decimal: Int64(Self.digits(of: number)))
        append(UInt8(ascii: ":"))
        append(decimal: number)
    }

    private static func digits(of number: Int64) -> Int {
        var rest = number.magnitude
        var count = number < 0 ? 2 : 1
        while rest >= 10 {
            rest /= 10
            count += 1
        }
        return count
    }

    fileprivate mutating func append(decimal number: Int64) {
        if number < 0 { append(UInt8(ascii: "-")) }
        let start = count
        var rest = number.magnitude
        repeat {
            append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        self[start...].reverse()
    }
}
