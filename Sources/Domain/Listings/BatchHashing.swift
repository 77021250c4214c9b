#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

extension ListingBatch {
    /// The content hash of every row, 32 bytes each, in order. The values are those of `Listing.contentHash`, computed
    /// without creating a `String` for each field.
    package func contentHashes() -> [UInt8] {
        var hashes: [UInt8] = []
        hashes.reserveCapacity(rows.count * 32)
        var input = HashInput()
        bytes.withUnsafeBytes { bytes in
            for row in rows {
                input.writeAttributes(row, bytes)
                input.withBytes { Digest.sha256($0, first: 16, appendingTo: &hashes) }
                input.writeFigures(row, salesWindow, bytes)
                input.withBytes { Digest.sha256($0, first: 16, appendingTo: &hashes) }
            }
        }
        return hashes
    }

    /// The text that `link(_:)` adds before a link; none if the feed gave a scheme.
    package func missingScheme(_ link: TextSlice) -> MissingScheme {
        guard !link.isNone else { return .none }
        return bytes.withUnsafeBytes { MissingScheme(of: UnsafeRawBufferPointer(rebasing: $0[link.range])) }
    }

    /// The beginning that a link may lack.
    package enum MissingScheme: String, Sendable {
        case none = ""
        case https = "https:"
        case httpsSlashes = "https://"

        fileprivate init(of link: UnsafeRawBufferPointer) {
            if link.begins(with: "https://") || link.begins(with: "http://") {
                self = .none
            } else {
                self = link.begins(with: "//") ? .https : .httpsSlashes
            }
        }

        fileprivate var text: StaticString {
            switch self {
            case .none: ""
            case .https: "https:"
            case .httpsSlashes: "https://"
            }
        }
    }
}

/// The hashed bytes of one half of a listing, in a buffer that is used again: the fields in the order of
/// `Listing.contentHash`, each after its length.
private struct HashInput {
    private var buffer: [UInt8] = Array(repeating: 0, count: 4096)
    private var count = 0

    func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        buffer.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }

    mutating func writeAttributes(_ row: ListingBatch.Row, _ bytes: UnsafeRawBufferPointer) {
        count = 0
        append(row.title, bytes)
        append(row.shopName, bytes)
        append(row.shopIdentifier, bytes)
        append(row.category, bytes)
        append(link: row.link, bytes)
        append(row.room, bytes)
        append(row.room.isNone ? .none : row.streamer, bytes)
        append(row.image, bytes)
        append(row.maker, bytes)
        append(row.makerAddress, bytes)
        append(row.certificate, bytes)
        append(row.licence, bytes)
        append(row.creditCode, bytes)
    }

    mutating func writeFigures(
        _ row: ListingBatch.Row, _ window: SalesFigure.Window, _ bytes: UnsafeRawBufferPointer
    ) {
        count = 0
        let hasSales = row.salesLower >= 0
        append(price: row.price, upper: row.priceUpper)
        append(price: row.priceAfterCoupon, upper: row.priceAfterCouponUpper)
        append(hasSales ? row.salesText : .none, bytes)
        append(number: hasSales ? row.salesLower : nil)
        append(number: hasSales && row.salesUpper >= 0 ? row.salesUpper : nil)
        append(number: hasSales ? window.days : nil)
        append(number: row.changedAt == .min ? nil : row.changedAt)
    }

    private mutating func append(_ slice: TextSlice, _ bytes: UnsafeRawBufferPointer) {
        append(UnsafeRawBufferPointer(rebasing: bytes[slice.range]))
    }

    private mutating func append(link: TextSlice, _ bytes: UnsafeRawBufferPointer) {
        let text = UnsafeRawBufferPointer(rebasing: bytes[link.range])
        let scheme = link.isNone ? "" : ListingBatch.MissingScheme(of: text).text
        append(length: scheme.utf8CodeUnitCount + text.count)
        append(raw: UnsafeRawBufferPointer(start: scheme.utf8Start, count: scheme.utf8CodeUnitCount))
        append(raw: text)
    }

    private mutating func append(_ field: UnsafeRawBufferPointer) {
        append(length: field.count)
        append(raw: field)
    }

    /// A price in the form of `PriceRange.hashedText`; an empty field for 0.
    private mutating func append(price lower: Int64, upper: Int64) {
        guard lower > 0 else { return append(length: 0) }
        guard lower != upper else { return append(number: lower) }
        append(length: Self.digits(of: lower.magnitude) + 1 + (upper < 0 ? 0 : Self.digits(of: upper.magnitude)))
        append(decimal: lower.magnitude)
        append(byte: UInt8(ascii: "-"))
        if upper >= 0 { append(decimal: upper.magnitude) }
    }

    /// A number as decimal text; an empty field for nil.
    private mutating func append(number: Int64?) {
        guard let number else { return append(length: 0) }
        let digits = Self.digits(of: number.magnitude) + (number < 0 ? 1 : 0)
        append(length: digits)
        if number < 0 { append(byte: UInt8(ascii: "-")) }
        append(decimal: number.magnitude)
    }

    private mutating func append(length: Int) {
        append(decimal: UInt64(length))
        append(byte: UInt8(ascii: ":"))
    }

    private mutating func append(decimal number: UInt64) {
        let digits = Self.digits(of: number)
        reserve(digits)
        var rest = number
        for place in (count..<count + digits).reversed() {
            buffer[place] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
        count += digits
    }

    private static func digits(of number: UInt64) -> Int {
        var rest = number
        var count = 1
        while rest >= 10 {
            rest /= 10
            count += 1
        }
        return count
    }

    private mutating func append(byte: UInt8) {
        reserve(1)
        buffer[count] = byte
        count += 1
    }

    private mutating func append(raw field: UnsafeRawBufferPointer) {
        guard let start = field.baseAddress, !field.isEmpty else { return }
        reserve(field.count)
        buffer.withUnsafeMutableBytes { target in
            guard let base = target.baseAddress else { return }
            memcpy(base + count, start, field.count)
        }
        count += field.count
    }

    private mutating func reserve(_ more: Int) {
        guard count + more > buffer.count else { return }
        buffer += Array(repeating: 0, count: max(buffer.count, more))
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func begins(with text: StaticString) -> Bool {
        guard let start = baseAddress, count >= text.utf8CodeUnitCount else { return false }
        return memcmp(start, text.utf8Start, text.utf8CodeUnitCount) == 0
    }
}
