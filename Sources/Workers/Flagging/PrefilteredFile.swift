internal import Domain
internal import Feeds
internal import Synchronization

/// The listings that the first pass found, in a temporary file: 64 bytes per listing, which need not stay in memory.
final class PrefilteredFile: Sendable {
    /// The listings of one block of the feed file.
    struct Segment: Sendable {
        /// The index of the block, from 0.
        let index: Int
        let offset: Int64
        let count: Int
    }

    /// One listing, and the position of its record in the feed file.
    struct StoredListing {
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
    }

    private let file: SpillFile

    init() throws {
        do throws(FeedFileFault) {
            file = try SpillFile()
        } catch {
            throw PermanentFailure(error.message)
        }
    }

    /// The listings of `found` as they are stored.
    ///
    /// - Parameter position: the place of the block in the feed file.
    static func stored(
        _ found: [PrefilteredListing], of page: PartialPage, _ growth: [SalesGrowth]?, at position: Int64
    ) -> [StoredListing] {
        page.bytes.withUnsafeBytes { bytes in
            func text(_ slice: TextSlice) -> UnsafeRawBufferPointer {
                UnsafeRawBufferPointer(rebasing: bytes[slice.range])
            }
            return found.map { listing in
                let partial = page.listings[Int(listing.index)]
                return StoredListing(
                    position: position + Int64(partial.source.offset),
                    lengthAndMarks: partial.source.count | (listing.isCandidate ? 1 << 31 : 0)
                        | (listing.isCompared ? 1 << 30 : 0) | (listing.isExact ? 1 << 29 : 0),
                    cell: listing.cell, price: listing.price, units: listing.units, item: ItemHash(text(partial.item)),
                    content: ItemHash.content(text(partial.title), price: partial.price, upper: partial.priceUpper),
                    growth: growth?[Int(listing.index)].known)
            }
        }
    }

    func append(_ stored: [StoredListing], index: Int) throws -> Segment {
        do {
            let offset = try stored.withUnsafeBytes { try file.append($0) }
            return Segment(index: index, offset: offset, count: stored.count)
        } catch let fault as FeedFileFault {
            throw PermanentFailure(fault.message)
        }
    }

    func listings(of segment: Segment) throws -> [StoredListing] {
        guard segment.count > 0 else { return [] }
        var failure: FeedFileFault?
        let stored = [StoredListing](unsafeUninitializedCapacity: segment.count) { buffer, count in
            do throws(FeedFileFault) {
                let size = segment.count * MemoryLayout<StoredListing>.stride
                let raw = UnsafeMutableRawBufferPointer(buffer)
                try file.read(at: segment.offset, into: UnsafeMutableRawBufferPointer(rebasing: raw[..<size]))
                count = segment.count
            } catch {
                failure = error
            }
        }
        if let failure { throw PermanentFailure(failure.message) }
        return stored
    }
}
