internal import Domain
internal import Feeds
internal import Synchronization

/// The sightings of a first pass, in a nameless temporary file: twenty-four bytes a listing that need not stay in memory.
final class SightingFile: Sendable {
    /// The sightings of one block of the file.
    struct Segment: Sendable {
        /// Of the block, from 0.
        let index: Int
        let offset: Int64
        let count: Int
    }

    /// One listing, and where its record stands.
    struct Entry {
        let position: Int64
        /// Length of the record; the highest bit marks a listing that is to be looked at whatever its price.
        let lengthAndMark: UInt32
        let cell: UInt32
        let price: UInt32
        let units: UInt32

        var isMarked: Bool {
            lengthAndMark >> 31 == 1
        }

        var length: Int {
            Int(lengthAndMark & 0x7FFF_FFFF)
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
        _ seen: [ListingSurvey.Sighting], of partials: [PartialListing], at position: Int64, index: Int
    ) throws -> Segment {
        let entries = seen.map { sighting in
            let source = partials[Int(sighting.row)].source
            return Entry(
                position: position + Int64(source.offset),
                lengthAndMark: source.count | (sighting.isMarked ? 1 << 31 : 0), cell: sighting.cell,
                price: sighting.price, units: sighting.units)
        }
        do {
            let offset = try entries.withUnsafeBytes { try file.append($0) }
            return Segment(index: index, offset: offset, count: entries.count)
        } catch let fault as FeedFileFault {
            throw PermanentFailure(fault.message)
        }
    }

    func entries(of segment: Segment) throws -> [Entry] {
        guard segment.count > 0 else { return [] }
        var failure: FeedFileFault?
        let entries = [Entry](unsafeUninitializedCapacity: segment.count) { buffer, count in
            do throws(FeedFileFault) {
                let size = segment.count * MemoryLayout<Entry>.stride
                let raw = UnsafeMutableRawBufferPointer(buffer)
                try file.read(at: segment.offset, into: UnsafeMutableRawBufferPointer(rebasing: raw[..<size]))
                count = segment.count
            } catch {
                failure = error
            }
        }
        if let failure { throw PermanentFailure(failure.message) }
        return entries
    }
}
