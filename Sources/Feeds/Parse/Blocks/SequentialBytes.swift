internal import Transport

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Bytes that can be read only once and in order: from a pipe, or from a compressed file.
struct SequentialBytes: ~Copyable {
    /// If a compressed feed expands to more, it is an attack on the disk.
    private static let largest = 1 << 40

    private let descriptor: Int32
    private var inflate: InflateStream?
    private var ended = false
    /// Expanded bytes that did not fit, or the first bytes of a pipe, which were read to recognise the compression.
    private var waiting: [UInt8]
    private var position = 0

    private init(descriptor: Int32, waiting: [UInt8], ended: Bool) {
        self.descriptor = descriptor
        self.waiting = waiting
        self.ended = ended
        inflate = nil
    }

    /// - Parameter descriptor: reading begins at its current position.
    static func open(_ descriptor: Int32) throws(FeedFileFault) -> SequentialBytes {
        var first = [UInt8](repeating: 0, count: 4)
        let count = try fill(descriptor, &first)
        first.removeSubrange(count...)
        var bytes = SequentialBytes(descriptor: descriptor, waiting: first, ended: count < 4)
        guard let compression = Compression(recognising: first) else { return bytes }
        do throws(DecompressionFault) {
            var stream = try InflateStream(compression, limit: largest)
            stream.feed(first)
            bytes.inflate = consume stream
        } catch {
            throw FeedFileFault(message: error.message)
        }
        bytes.waiting = []
        return bytes
    }

    /// Fills `buffer`. If fewer bytes than its size are read, the input has ended.
    mutating func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(FeedFileFault) -> Int {
        var done = 0
        while done < buffer.count {
            if position < waiting.count {
                let count = min(waiting.count - position, buffer.count - done)
                buffer[done..<(done + count)].copyBytes(from: waiting[position..<(position + count)])
                position += count
                done += count
                continue
            }
            guard let next = try more() else { break }
            waiting = next
            position = 0
        }
        return done
    }

    private mutating func more() throws(FeedFileFault) -> [UInt8]? {
        do throws(DecompressionFault) {
            guard inflate != nil else { return try block() }
            while true {
                if let expanded = try inflate?.next() { return expanded }
                guard let compressed = try block() else {
                    try inflate?.finish()
                    return nil
                }
                inflate?.feed(compressed)
            }
        } catch {
            throw FeedFileFault(message: error.message)
        }
    }

    /// The next bytes, not expanded; nil at the end.
    private mutating func block() throws(DecompressionFault) -> [UInt8]? {
        guard !ended else { return nil }
        var bytes = [UInt8](repeating: 0, count: 256 * 1024)
        let count: Int
        do throws(FeedFileFault) {
            count = try Self.fill(descriptor, &bytes)
        } catch {
            throw DecompressionFault(message: error.message)
        }
        ended = count < bytes.count
        bytes.removeSubrange(count...)
        return bytes.isEmpty ? nil : bytes
    }

    private static func fill(_ descriptor: Int32, _ bytes: inout [UInt8]) throws(FeedFileFault) -> Int {
        let count = bytes.withUnsafeMutableBytes { Descriptor.fill(descriptor, $0) }
        guard count >= 0 else {
            throw FeedFileFault(message: "the feed cannot be read: \(String(cString: strerror(errno)))")
        }
        return count
    }
}
