/// The record of an anonymous purchase (无感采样) by a buyer. Sources: annex §2; SAMR Order 18 for the details.
package struct PurchaseRecord: Hashable, Sendable {
    package let orderNumber: String
    package let paid: Fen
    package let purchasedOn: CalendarDay
    /// The seller, as named on the licence page of the shop.
    package let sellerName: String
    /// The seller's place of registration. It decides which local bureau is responsible.
    package let sellerRegion: RegionCode
    /// Hashes of the evidence files; at least one.
    package let evidence: [String]
    /// The laboratory that receives the sample.
    package let laboratory: String

    package init(
        orderNumber: String, paid: Fen, purchasedOn: CalendarDay, sellerName: String, sellerRegion: RegionCode,
        evidence: [String], laboratory: String
    ) {
        self.orderNumber = orderNumber
        self.paid = paid
        self.purchasedOn = purchasedOn
        self.sellerName = sellerName
        self.sellerRegion = sellerRegion
        self.evidence = evidence
        self.laboratory = laboratory
    }
}
