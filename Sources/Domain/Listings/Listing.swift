/// The identity of an offer: the platform and its item number. The number is a text, because Douyin's numbers exceed
/// 2⁵³.
package struct ListingKey: Hashable, Comparable, Sendable {
    /// The platform that shows the offer, with its name in `Crawlers/`: `taobao`, `jd`, `pdd`, `douyin`.
    package let platform: String
    package let item: String

    package init(platform: String, item: String) {
        self.platform = platform
        self.item = item
    }

    package static func < (left: ListingKey, right: ListingKey) -> Bool {
        (left.platform, left.item) < (right.platform, right.item)
    }

    /// `taobao/627811223344`.
    package var text: String {
        platform + "/" + item
    }
}

/// The livestream in which an offer was shown.
package struct LiveRoom: Hashable, Sendable {
    package let room: String
    package let streamer: String?

    package init(room: String, streamer: String?) {
        self.room = room
        self.streamer = streamer
    }
}

/// The maker and the permits that an offer states. They are not verified.
package struct MakerClaims: Hashable, Sendable {
    package var maker: String?
    package var address: String?
    /// CCC certificate number.
    package var certificate: String?
    /// Production licence number (XK).
    package var licence: String?
    /// Unified social credit code of the maker or seller.
    package var creditCode: String?

    package init(
        maker: String? = nil, address: String? = nil, certificate: String? = nil, licence: String? = nil,
        creditCode: String? = nil
    ) {
        self.maker = maker
        self.address = address
        self.certificate = certificate
        self.licence = licence
        self.creditCode = creditCode
    }
}

/// One offer in one feed at one time.
package struct Listing: Hashable, Sendable {
    package let key: ListingKey
    package let title: String
    /// The displayed price; always above zero.
    package let price: PriceRange
    /// The price after the coupons that the feed states; nil if it states none.
    package let priceAfterCoupon: PriceRange?
    /// Nil if the feed states no sales, or in a form that cannot be read.
    package let sales: SalesFigure?
    package let shopName: String?
    package let shopIdentifier: String?
    /// The platform's own category number, as text.
    package let category: String?
    package let link: String?
    /// The address of the first picture.
    package let image: String?
    /// The time of the last change of the offer, according to the platform.
    package let changedAt: Timestamp?
    package let claims: MakerClaims
    /// Set if the offer was shown in a livestream.
    package let liveRoom: LiveRoom?

    package init(
        key: ListingKey, title: String, price: PriceRange, priceAfterCoupon: PriceRange? = nil,
        sales: SalesFigure? = nil,
        shopName: String? = nil, shopIdentifier: String? = nil, category: String? = nil, link: String? = nil,
        image: String? = nil, changedAt: Timestamp? = nil, claims: MakerClaims = MakerClaims(),
        liveRoom: LiveRoom? = nil
    ) {
        self.key = key
        self.title = title
        self.price = price
        self.priceAfterCoupon = priceAfterCoupon
        self.sales = sales
        self.shopName = shopName
        self.shopIdentifier = shopIdentifier
        self.category = category
        self.link = link
        self.image = image
        self.changedAt = changedAt
        self.claims = claims
        self.liveRoom = liveRoom
    }

    /// The price that a buyer pays, as far as the feed states it.
    package var payable: PriceRange {
        price.reduced(to: priceAfterCoupon)
    }

    /// The hashes of all values of the offer but its key, 64 hexadecimal characters: the first half for the attributes,
    /// the second half for the figures. Equal content has the same hash. Each half is half a SHA-256.
    package var contentHash: String {
        let attributes: [String?] = [
            title, shopName, shopIdentifier, category, link, liveRoom?.room, liveRoom?.streamer, image, claims.maker,
            claims.address, claims.certificate, claims.licence, claims.creditCode,
        ]
        let figures: [String?] = [
            price.hashedText, priceAfterCoupon?.hashedText, sales?.raw, sales.map { String($0.lower) },
            sales?.upper.map { String($0) }, sales.map { String($0.window.days) },
            changedAt.map { String($0.milliseconds) },
        ]
        return [attributes, figures].map { String(Digest.sha256(fields: $0.map { $0 ?? "" }).prefix(32)) }.joined()
    }
}

/// Limits of a record. A record that exceeds them is quarantined.
package enum ListingLimits {
    /// No platform allows titles near this length. A longer title is an error or an attack.
    package static let titleBytes = 2_000
    package static let identifierBytes = 128
    package static let otherTextBytes = 2_000
    /// ¥10,000,000. A higher price is an error of the unit.
    package static let price = Fen(1_000_000_000)
}
