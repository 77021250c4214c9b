internal import CInflate

/// gzip by the system's zlib: any number of members, then only padding of zeros.
final class GzipDecoder: BlockDecoder {
    private enum MemberState {
        case fresh, inMember, betweenMembers, padding
    }

    /// Allocated separately because zlib stores its address.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var state = MemberState.fresh

    init?() {
        stream.initialize(to: z_stream())
        guard sushai_inflate_begin_gzip(stream) == Z_OK else {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    var isAtEnd: Bool {
        state == .betweenMembers || state == .padding
    }

    func decode(_ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>) -> DecoderStep {
        if isAtEnd {
            guard let first = input.first else { return DecoderStep() }
            if state == .padding || first == 0 { return skipPadding(input) }
            guard first == 0x1F else {
                return DecoderStep(fault: "bytes that are not gzip follow the end of the compressed ones")
            }
            inflateReset(stream)
        }
        if !input.isEmpty { state = .inMember }
        return inflate(input, into: output)
    }

    private func skipPadding(_ input: UnsafeBufferPointer<UInt8>) -> DecoderStep {
        state = .padding
        let zeros = input.prefix { $0 == 0 }.count
        return DecoderStep(
            consumed: zeros, fault: zeros == input.count ? nil : "bytes follow the padding after the compressed bytes")
    }

    private func inflate(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
    ) -> DecoderStep {
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
        case Z_STREAM_END: state = .betweenMembers
        default: step.fault = stream.pointee.msg.map { String(cString: $0) } ?? "zlib gives up with code \(result)"
        }
        return step
    }
}
