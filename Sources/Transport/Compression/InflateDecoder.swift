internal import CInflate

/// gzip, zlib and plain deflate by the system's zlib. A gzip file may have any number of members.
final class InflateDecoder: BlockDecoder {
    /// The raw value is zlib's parameter for the header.
    enum Wrapping: Int32 {
        case gzip = 31
        case zlib = 15
        case raw = -15
    }

    /// Allocated separately because zlib stores its address.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let wrapping: Wrapping
    private(set) var isAtEnd = false

    init?(_ wrapping: Wrapping) {
        self.wrapping = wrapping
        stream.initialize(to: z_stream())
        guard sushai_inflate_begin(stream, wrapping.rawValue) == Z_OK else {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    func continues(with byte: UInt8) -> Bool {
        wrapping == .gzip && byte == 0x1F
    }

    func decode(_ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>) -> DecoderStep {
        if isAtEnd {
            guard !input.isEmpty else { return DecoderStep() }
            inflateReset(stream)
            isAtEnd = false
        }
        let given = min(input.count, Int(UInt32.max))
        let capacity = min(output.count, Int(UInt32.max))
        // zlib does not write to its input, although its header does not declare it `const`.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = UInt32(given)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(capacity)
        let result = CInflate.inflate(stream, Z_NO_FLUSH)
        var step = DecoderStep(
            consumed: given - Int(stream.pointee.avail_in), produced: capacity - Int(stream.pointee.avail_out))
        switch result {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: isAtEnd = true
        default: step.fault = stream.pointee.msg.map { String(cString: $0) } ?? "zlib gives up with code \(result)"
        }
        return step
    }
}
