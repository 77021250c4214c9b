internal import Feeds

/// Rows of one size in a temporary file, so that they need not stay in memory. Safe from several threads.
final class SpilledRows<Row: BitwiseCopyable & Sendable>: Sendable {
    /// Rows that were stored together.
    struct Segment: Sendable {
        /// The number of the segment, which its writer chose.
        let index: Int
        let offset: Int64
        let count: Int
    }

    private let file: SpillFile

    init() throws {
        do throws(FeedFileFault) {
            file = try SpillFile()
        } catch {
            throw PermanentFailure(error.message)
        }
    }

    func append(_ rows: [Row], index: Int) throws -> Segment {
        do {
            let offset = try rows.withUnsafeBytes { try file.append($0) }
            return Segment(index: index, offset: offset, count: rows.count)
        } catch let fault as FeedFileFault {
            throw PermanentFailure(fault.message)
        }
    }

    func rows(of segment: Segment) throws -> [Row] {
        guard segment.count > 0 else { return [] }
        var failure: FeedFileFault?
        let rows = [Row](unsafeUninitializedCapacity: segment.count) { buffer, count in
            do throws(FeedFileFault) {
                let size = segment.count * MemoryLayout<Row>.stride
                let raw = UnsafeMutableRawBufferPointer(buffer)
                try file.read(at: segment.offset, into: UnsafeMutableRawBufferPointer(rebasing: raw[..<size]))
                count = segment.count
            } catch {
                failure = error
            }
        }
        if let failure { throw PermanentFailure(failure.message) }
        return rows
    }
}
