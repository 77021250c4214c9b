/// What one call of a decoder did.
struct DecoderStep {
    var consumed = 0
    var produced = 0
    /// Set when the compressed bytes are damaged.
    var fault: String?
}

/// One compression's decoder: bytes in, bytes out, no buffer of its own that grows.
protocol BlockDecoder: AnyObject {
    /// Whether the bytes so far end where a file may end.
    var isAtEnd: Bool { get }

    func decode(_ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>) -> DecoderStep
}

/// Expands compressed bytes block by block, in memory that does not grow with the file.
///
/// Feed a block, take blocks until `next` gives none, feed the following one; `finish` proves that the file was whole.
/// It works in the calling thread and is meant for one that may be kept busy.
package struct InflateStream: ~Copyable {
    /// The most bytes that one call of `next` gives.
    package static let blockSize = 256 * 1024

    private let compression: Compression
    private let limit: Int
    private let decoder: any BlockDecoder
    private var block: [UInt8] = []
    private var position = 0
    private var consumed = 0
    private var produced = 0

    /// - Parameter limit: the most bytes that may come out in all.
    package init(_ compression: Compression, limit: Int) throws(DecompressionFault) {
        self.compression = compression
        self.limit = limit
        let decoder: (any BlockDecoder)? =
            switch compression {
            case .gzip: GzipDecoder()
            case .zstd: ZstdDecoder()
            }
        guard let decoder else {
            throw DecompressionFault(message: "no memory is left for a \(compression.rawValue) decoder")
        }
        self.decoder = decoder
    }

    /// Gives the next bytes of the file. What an earlier block still holds must have been taken.
    package mutating func feed(_ bytes: [UInt8]) {
        precondition(position == block.count, "take all blocks before feeding the next")
        block = bytes
        position = 0
    }

    /// The next expanded bytes; nil when the fed bytes hold no more.
    package mutating func next() throws(DecompressionFault) -> [UInt8]? {
        while true {
            var step = DecoderStep()
            let expanded = [UInt8](unsafeUninitializedCapacity: Self.blockSize) { output, count in
                step = block.withUnsafeBufferPointer { decoder.decode(.init(rebasing: $0[position...]), into: output) }
                count = step.produced
            }
            position += step.consumed
            consumed += step.consumed
            produced += step.produced
            if let fault = step.fault { throw self.fault("byte \(consumed): \(fault)") }
            guard produced <= limit else {
                throw self.fault("they expand to more than \(limit) bytes, which is the limit")
            }
            if !expanded.isEmpty { return expanded }
            if step.consumed == 0 { return nil }
        }
    }

    /// Proves that nothing is missing at the end.
    package borrowing func finish() throws(DecompressionFault) {
        guard decoder.isAtEnd else {
            throw fault("they end after \(consumed) bytes, in the middle; the file was cut off, fetch it again")
        }
    }

    private borrowing func fault(_ message: String) -> DecompressionFault {
        DecompressionFault(message: "the \(compression.rawValue) bytes cannot be expanded: \(message)")
    }
}
