internal import Domain
internal import Feeds
internal import Synchronization

/// The listings that the first pass found, in a temporary file: 24 bytes per listing, which need not stay in memory.
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
        /// The length of the record. The highest bit is set for a candidate.
        let lengthAndCandidate: UInt32
        let cell: UInt32
        let price: UInt32
        let units: UInt32

        /// Whether a rule may flag the listing at any price.
        var isCandidate: Bool {
            lengthAndCandidate >> 31 == 1
        }

        var length: Int {
            Int(lengthAndCandidate & 0x7FFF_FFFF)
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

    func append(
        _ found: [PrefilteredListing], of listings: [PartialListing], at position: Int64, index: Int
    ) throws -> Segment {
        let stored = found.map { listing in
            let source = listings[Int(listing.index)].source
            return StoredListing(
                position: position + Int64(source.offset),
                lengthAndCandidate: source.count | (listing.isCandidate ? 1 << 31 : 0), cell: listing.cell,
                price: listing.price, units: listing.units)
        }
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
