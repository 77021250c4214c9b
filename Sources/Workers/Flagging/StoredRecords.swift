internal import Domain
internal import Feeds

/// Reads records of the feed file again, in full.
struct StoredRecords {
    private let stream: ScreenStream
    private let first: FirstPass.Result

    init(_ stream: ScreenStream, _ first: FirstPass.Result) {
        self.stream = stream
        self.first = first
    }

    /// The records of `candidates`, parsed together.
    func batch(of candidates: [PrefilteredRow]) throws -> ListingBatch {
        let end = stream.reader.recordEnd
        let size = candidates.reduce(0) { $0 + $1.length + 1 }
        var failure: FeedFileFault?
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            do throws(FeedFileFault) {
                for candidate in candidates {
                    try first.file.read(candidate.length, at: candidate.position, into: base + count)
                    count += candidate.length
                    if base[count - 1] != end {
                        base[count] = end
                        count += 1
                    }
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw PermanentFailure(failure.message) }
        do throws(PageFault) {
            return try stream.reader.parse(records: bytes, header: first.header).batch
        } catch {
            throw PermanentFailure(error.sentence)
        }
    }
}
