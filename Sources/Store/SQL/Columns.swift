internal import Domain
internal import FoundationEssentials
internal import GRDB

/// Bytes in a BLOB column.
struct Blob: DatabaseValueConvertible {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var databaseValue: DatabaseValue {
        Data(bytes).databaseValue
    }

    static func fromDatabaseValue(_ value: DatabaseValue) -> Blob? {
        Data.fromDatabaseValue(value).map { Blob(Array($0)) }
    }
}

extension Row {
    func moment(_ column: String) -> Timestamp {
        Timestamp(milliseconds: self[column])
    }

    func optionalMoment(_ column: String) -> Timestamp? {
        let value: Int64? = self[column]
        return value.map(Timestamp.init(milliseconds:))
    }

    /// A case of an enumeration. Any other text means that someone changed the file by hand.
    func word<Word: RawRepresentable>(_ column: String) throws -> Word where Word.RawValue == String {
        let text: String = self[column]
        guard let word = Word(rawValue: text) else {
            throw StoreError.inconsistent("the column \(column) contains “\(text)”, which is not a known value")
        }
        return word
    }

    func optionalWord<Word: RawRepresentable>(_ column: String) throws -> Word? where Word.RawValue == String {
        let text: String? = self[column]
        return text == nil ? nil : try word(column)
    }

    func actor(_ column: String) throws -> Actor {
        let text: String = self[column]
        guard let actor = Actor(text: text) else {
            throw StoreError.inconsistent("the column \(column) contains “\(text)”, which is not an actor")
        }
        return actor
    }

    func day(_ column: String) throws -> CalendarDay {
        let text: String = self[column]
        guard let day = CalendarDay(text: text) else {
            throw StoreError.inconsistent("the column \(column) contains “\(text)”, which is not a day")
        }
        return day
    }

    func region(_ column: String) throws -> RegionCode {
        let text: String = self[column]
        guard let region = RegionCode(text) else {
            throw StoreError.inconsistent("the column \(column) contains “\(text)”, which is not a region code")
        }
        return region
    }

    var listingKey: ListingKey {
        ListingKey(platform: self["platform"], item: self["item"])
    }

    /// The columns `priceFen` and `priceUpperFen`, which is null if the price has no known upper bound.
    var price: PriceRange {
        let upper: Int64? = self["priceUpperFen"]
        return PriceRange(lower: Fen(self["priceFen"]), upper: upper.map(Fen.init))
    }

    /// A row of `fullListing` or `fullSnapshot` with platform and item.
    var listing: Listing {
        let afterCoupon: Int64? = self["priceAfterCouponFen"]
        let afterCouponUpper: Int64? = self["priceAfterCouponUpperFen"]
        return listing(
            price: price,
            priceAfterCoupon: afterCoupon.map { PriceRange(lower: Fen($0), upper: afterCouponUpper.map(Fen.init)) },
            changedAt: optionalMoment("changedAt"))
    }

    /// The sales figure in the columns `sales…`; nil if no sales are known.
    var sales: SalesFigure? {
        let text: String? = self["salesText"]
        return text.map {
            SalesFigure(
                lower: self["salesLower"], upper: self["salesUpper"], window: .init(days: self["salesWindowDays"]),
                raw: $0)
        }
    }

    /// The attributes and the sales figure of a row, with the given prices.
    func listing(price: PriceRange, priceAfterCoupon: PriceRange?, changedAt: Timestamp?) -> Listing {
        let room: String? = self["liveRoom"]
        return Listing(
            key: listingKey, title: self["title"], price: price, priceAfterCoupon: priceAfterCoupon, sales: sales,
            shopName: self["shopName"], shopIdentifier: self["shopIdentifier"], category: self["category"],
            link: self["link"], image: self["image"], changedAt: changedAt,
            claims: MakerClaims(
                maker: self["maker"], address: self["makerAddress"], certificate: self["certificate"],
                licence: self["licence"], creditCode: self["creditCode"]),
            liveRoom: room.map { LiveRoom(room: $0, streamer: self["streamer"]) })
    }
}
