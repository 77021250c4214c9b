internal import Domain
internal import FoundationEssentials
internal import GRDB

/// How values of the domain are stored in columns.
extension SalesFigure.Window {
    /// The days of a rolling window; 0 for a cumulative figure.
    var storedDays: Int64 {
        switch self {
        case .cumulative: 0
        case .days(let days): Int64(days)
        }
    }

    init(storedDays days: Int64) {
        self = days == 0 ? .cumulative : .days(Int(days))
    }
}

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

    /// A `listingSnapshot` joined with its `listing`.
    var listing: Listing {
        let room: String? = self["liveRoom"]
        let salesText: String? = self["salesText"]
        let afterCoupon: Int64? = self["priceAfterCouponFen"]
        let afterCouponUpper: Int64? = self["priceAfterCouponUpperFen"]
        return Listing(
            key: listingKey, title: self["title"], price: price,
            priceAfterCoupon: afterCoupon.map { PriceRange(lower: Fen($0), upper: afterCouponUpper.map(Fen.init)) },
            sales: salesText.map {
                SalesFigure(
                    lower: self["salesLower"], upper: self["salesUpper"],
                    window: .init(storedDays: self["salesWindowDays"]), raw: $0)
            },
            shopName: self["shopName"], shopIdentifier: self["shopIdentifier"], category: self["category"],
            link: self["link"], image: self["image"], changedAt: optionalMoment("changedAt"),
            claims: MakerClaims(
                maker: self["maker"], address: self["makerAddress"], certificate: self["certificate"],
                licence: self["licence"], creditCode: self["creditCode"]),
            liveRoom: room.map { LiveRoom(room: $0, streamer: self["streamer"]) })
    }
}
