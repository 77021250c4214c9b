#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A document that is read as a whole, or whose blocks were read.
extension FeedFile {
    /// Maximum size of the text after the list of records.
    private static let longestEnd: Int64 = 16 << 20

    /// The document without its records: the list is empty.
    package func frame() throws(FeedFileFault) -> [UInt8] {
        let (opening, position) = try locked { (state) throws(FeedFileFault) in
            try copyInput(upTo: state.position + Self.longestEnd + 1, &state)
            return (state.opening, state.position)
        }
        let end = size
        guard position > start, (0...Self.longestEnd).contains(end - position) else {
            throw FeedFileFault(message: "the document has too much after its records, or it became shorter meanwhile")
        }
        return try bytes(from: start, to: start + Int64(opening)) + bytes(from: position - 1, to: end)
    }

    /// All bytes, expanded, at most `limit`, whatever was read before.
    package func whole(limit: Int) throws(FeedFileFault) -> [UInt8] {
        try locked { (state) throws(FeedFileFault) in try copyInput(upTo: Int64(limit) + 1, &state) }
        let end = size
        guard end >= start else { throw FeedFileFault(message: "the file became shorter meanwhile") }
        guard end - start <= limit else {
            throw FeedFileFault(message: "the file contains more than \(limit) bytes; split the feed into parts")
        }
        return try bytes(from: start, to: end)
    }

    private var size: Int64 {
        var status = stat()
        return fstat(readable, &status) == 0 ? Int64(status.st_size) : 0
    }

    private func bytes(from start: Int64, to end: Int64) throws(FeedFileFault) -> [UInt8] {
        var failure: FeedFileFault?
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(end - start)) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            do throws(FeedFileFault) {
                try read(Int(end - start), at: start, into: base)
                count = Int(end - start)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }
}
