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
    /// Compressed bytes read at a time.
    private static let blockSize = 256 * 1024

    private let descriptor: Int32
    private var inflate: InflateStream?
    private var ended = false
    /// The first bytes of a pipe, which were read to recognise the compression.
    private var first: [UInt8]

    private init(descriptor: Int32, first: [UInt8], ended: Bool) {
        self.descriptor = descriptor
        self.first = first
        self.ended = ended
        inflate = nil
    }

    /// - Parameter descriptor: reading begins at its current position.
    static func open(_ descriptor: Int32) throws(FeedFileFault) -> SequentialBytes {
        let first = try read(descriptor, 4)
        var bytes = SequentialBytes(descriptor: descriptor, first: first, ended: first.count < 4)
        guard let compression = Compression(recognising: first) else { return bytes }
        do throws(DecompressionFault) {
            var stream = try InflateStream(compression, limit: largest)
            stream.feed(first)
            bytes.inflate = consume stream
        } catch {
            throw FeedFileFault(message: error.message)
        }
        bytes.first = []
        return bytes
    }

    /// Fills `buffer`. If fewer bytes than its size are read, the input has ended.
    mutating func fill(_ buffer: UnsafeMutableBufferPointer<UInt8>) throws(FeedFileFault) -> Int {
        guard inflate == nil else { return try expand(into: buffer) }
        let count = min(first.count, buffer.count)
        _ = buffer.initialize(fromContentsOf: first.prefix(count))
        first.removeFirst(count)
        guard !ended, count < buffer.count else { return count }
        let read = try Self.fill(descriptor, UnsafeMutableBufferPointer(rebasing: buffer[count...]))
        ended = count + read < buffer.count
        return count + read
    }

    private mutating func expand(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(FeedFileFault) -> Int {
        var done = 0
        while done < buffer.count {
            do throws(DecompressionFault) {
                if let count = try inflate?.next(into: UnsafeMutableBufferPointer(rebasing: buffer[done...])) {
                    done += count
                    continue
                }
                if ended {
                    try inflate?.finish()
                    break
                }
            } catch {
                throw FeedFileFault(message: error.message)
            }
            let compressed = try Self.read(descriptor, Self.blockSize)
            ended = compressed.count < Self.blockSize
            inflate?.feed(compressed)
        }
        return done
    }

    /// The next bytes; fewer than `size` at the end.
    private static func read(_ descriptor: Int32, _ size: Int) throws(FeedFileFault) -> [UInt8] {
        var result: Result<Int, FeedFileFault> = .success(0)
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            do throws(FeedFileFault) {
                count = try fill(descriptor, buffer)
            } catch {
                result = .failure(error)
            }
        }
        _ = try result.get()
        return bytes
    }

    private static func fill(
        _ descriptor: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>
    ) throws(FeedFileFault) -> Int {
        let count = Descriptor.fill(descriptor, UnsafeMutableRawBufferPointer(buffer))
        guard count >= 0 else {
            throw FeedFileFault(message: "the feed cannot be read: \(String(cString: strerror(errno)))")
        }
        return count
    }
}
