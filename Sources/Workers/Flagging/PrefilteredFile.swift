internal import Domain
internal import Feeds

/// The listings that the first pass found. The segments are those of the blocks of the feed file.
typealias PrefilteredFile = SpilledRows<PrefilteredRow>

/// One listing, and the position of its record in the feed file.
struct PrefilteredRow: BitwiseCopyable {
    let position: Int64
    /// The length of the record. The highest bit is set for a candidate, the next ones for a price that is compared and
    /// for one price, not a range.
    let lengthAndMarks: UInt32
    let cell: UInt32
    let price: UInt32
    let units: UInt32
    let item: ItemHash
    /// `ItemHash.content`.
    let content: UInt64
    /// Nil without an earlier snapshot.
    let growth: SalesGrowth.Known?

    /// Whether a rule may flag the listing at any price.
    var isCandidate: Bool {
        lengthAndMarks >> 31 == 1
    }

    var isCompared: Bool {
        lengthAndMarks >> 30 & 1 == 1
    }

    var isExact: Bool {
        lengthAndMarks >> 29 & 1 == 1
    }

    var length: Int {
        Int(lengthAndMarks & 0x1FFF_FFFF)
    }

    /// The rows of `found`.
    ///
    /// - Parameter position: the place of the block in the feed file.
    static func rows(
        _ found: [PrefilteredListing], of page: PartialPage, _ growth: [SalesGrowth]?, at position: Int64
    ) -> [PrefilteredRow] {
        page.bytes.withUnsafeBytes { bytes in
            func text(_ slice: TextSlice) -> UnsafeRawBufferPointer {
                UnsafeRawBufferPointer(rebasing: bytes[slice.range])
            }
            return found.map { listing in
                let partial = page.listings[Int(listing.index)]
                return PrefilteredRow(
                    position: position + Int64(partial.source.offset),
                    lengthAndMarks: partial.source.count | (listing.isCandidate ? 1 << 31 : 0)
                        | (listing.isCompared ? 1 << 30 : 0) | (listing.isExact ? 1 << 29 : 0),
                    cell: listing.cell, price: listing.price, units: listing.units, item: ItemHash(text(partial.item)),
                    content: ItemHash.content(text(partial.title), price: partial.price, upper: partial.priceUpper),
                    growth: growth?[Int(listing.index)].known)
            }
        }
    }
}
