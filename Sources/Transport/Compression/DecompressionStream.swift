/// The result of one call of a decoder.
struct DecoderStep {
    /// Below zero if the end lies before bytes that an earlier step counted.
    var consumed = 0
    var produced = 0
    /// Set when the compressed bytes are damaged.
    var fault: String?
}

/// The decoder of one compression format. It has no buffer that grows.
protocol BlockDecoder: AnyObject {
    /// Whether the compressed bytes may end here.
    var isAtEnd: Bool { get }

    /// Whether `byte`, the first after an end, begins further compressed bytes: a member or a frame.
    func continues(with byte: UInt8) -> Bool

    func decode(_ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>) -> DecoderStep
}

/// Expands compressed bytes block by block, in memory that does not grow with the file. Only padding of zeros may follow
/// the end of the compressed bytes.
///
/// Call `feed` with a block, call `next` until it returns nothing, then feed the next block; `finish` checks that the
/// file was complete. All calls block the calling thread.
package struct InflateStream: ~Copyable {
    /// Maximum number of bytes that one call of `next` returns.
    package static let blockSize = 256 * 1024

    private let compression: Compression
    private let limit: Int
    private let decoder: any BlockDecoder
    private var block: [UInt8] = []
    private var position = 0
    private var consumed = 0
    private var produced = 0
    private var isPadding = false

    /// - Parameter limit: maximum number of expanded bytes in total.
    package init(_ compression: Compression, limit: Int) throws(DecompressionFault) {
        self.compression = compression
        self.limit = limit
        let decoder: (any BlockDecoder)? =
            switch compression {
            case .gzip: InflateDecoder(.gzip)
            case .zlib: InflateDecoder(.zlib)
            case .deflate: InflateDecoder(.raw)
            case .zstd: ZstdDecoder()
            case .brotli: BrotliDecoder()
            }
        guard let decoder else {
            throw DecompressionFault(message: "no memory is left for a \(compression.rawValue) decoder")
        }
        self.decoder = decoder
    }

    /// Takes the next bytes of the file. All expanded bytes of the block before must have been taken with `next`.
    package mutating func feed(_ bytes: [UInt8]) {
        precondition(position == block.count, "take all blocks before feeding the next")
        block = bytes
        position = 0
    }

    /// The next expanded bytes; nil if the block is used up.
    package mutating func next() throws(DecompressionFault) -> [UInt8]? {
        var result: Result<Int?, DecompressionFault> = .success(nil)
        let expanded = [UInt8](unsafeUninitializedCapacity: Self.blockSize) { output, count in
            do throws(DecompressionFault) {
                let size = try next(into: output)
                count = size ?? 0
                result = .success(size)
            } catch {
                result = .failure(error)
            }
        }
        return try result.get() == nil ? nil : expanded
    }

    /// Writes the next expanded bytes to the start of `output`, which is not empty, and returns their number; nil if the
    /// block is used up.
    package mutating func next(into output: UnsafeMutableBufferPointer<UInt8>) throws(DecompressionFault) -> Int? {
        while true {
            if decoder.isAtEnd {
                try skipPadding()
                if position == block.count { return nil }
            }
            let step = block.withUnsafeBufferPointer { decoder.decode(.init(rebasing: $0[position...]), into: output) }
            position += step.consumed
            consumed += step.consumed
            produced += step.produced
            if let fault = step.fault { throw self.fault(.damaged, "byte \(consumed): \(fault)") }
            guard produced <= limit else {
                throw self.fault(.tooLarge, "they expand to more than \(limit) bytes, which is the limit")
            }
            if step.produced > 0 { return step.produced }
            if step.consumed == 0 { return nil }
        }
    }

    /// Checks that nothing is missing at the end.
    package borrowing func finish() throws(DecompressionFault) {
        guard decoder.isAtEnd else {
            throw fault(
                .cutOff, "they end after \(consumed) bytes, in the middle; the file was cut off, fetch it again")
        }
    }

    private mutating func skipPadding() throws(DecompressionFault) {
        guard position < block.count else { return }
        if !isPadding, block[position] != 0 {
            guard !decoder.continues(with: block[position]) else { return }
            throw fault(
                .damaged,
                "byte \(consumed + 1): bytes that are not \(compression.rawValue) follow the end of the compressed ones"
            )
        }
        isPadding = true
        let zeros = block[position...].prefix { $0 == 0 }.count
        position += zeros
        consumed += zeros
        guard position == block.count else {
            throw fault(.damaged, "byte \(consumed + 1): bytes follow the padding after the compressed bytes")
        }
    }

    private borrowing func fault(_ kind: DecompressionFault.Kind, _ message: String) -> DecompressionFault {
        DecompressionFault(kind, message: "the \(compression.rawValue) bytes cannot be expanded: \(message)")
    }
}
