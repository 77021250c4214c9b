internal import CInflate

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// gzip, zlib and plain deflate by ISA-L. A gzip file may have any number of members.
///
/// The headers are read here, because `isal_inflate` loses the state of a header that is cut between two blocks.
final class InflateDecoder: BlockDecoder {
    enum Wrapping {
        case gzip
        case zlib
        case raw

        fileprivate var trailer: Int32 {
            switch self {
            case .gzip: ISAL_GZIP_NO_HDR_VER
            case .zlib: ISAL_ZLIB_NO_HDR_VER
            case .raw: ISAL_DEFLATE
            }
        }
    }

    private let state: UnsafeMutablePointer<inflate_state>
    private let wrapping: Wrapping
    private var gzipHeader = isal_gzip_header()
    private var zlibHeader = isal_zlib_header()
    private var hasHeader = false
    private(set) var isAtEnd = false

    init?(_ wrapping: Wrapping) {
        guard let state = sushai_inflate_begin(UInt32(wrapping.trailer)) else { return nil }
        self.state = state
        self.wrapping = wrapping
    }

    deinit {
        free(state)
    }

    func continues(with byte: UInt8) -> Bool {
        wrapping == .gzip && byte == 0x1F
    }

    func decode(_ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>) -> DecoderStep {
        if isAtEnd {
            guard !input.isEmpty else { return DecoderStep() }
            isal_inflate_reset(state)
            isAtEnd = false
            hasHeader = false
        }
        let given = UInt32(clamping: input.count)
        let capacity = UInt32(clamping: output.count)
        sushai_inflate_set(state, input.baseAddress, given, output.baseAddress, capacity)
        var result = hasHeader ? ISAL_DECOMP_OK : readHeader()
        if result == ISAL_DECOMP_OK {
            hasHeader = true
            result = isal_inflate(state)
        }
        let left = sushai_inflate_left(state)
        let fault = Self.fault(result)
        // ISA-L is at its end after a wrong checksum, too.
        isAtEnd = left.ended && fault == nil
        return DecoderStep(
            consumed: Int(given) - Int(left.input), produced: Int(capacity) - Int(left.output), fault: fault)
    }

    /// ISA-L's result code.
    private func readHeader() -> Int32 {
        switch wrapping {
        case .raw: return ISAL_DECOMP_OK
        case .gzip:
            let result = isal_read_gzip_header(state, &gzipHeader)
            // RFC 1952 2.3.1.2: the upper three flags are reserved, and a decoder must refuse them.
            return result == ISAL_DECOMP_OK && gzipHeader.flags & 0xE0 != 0 ? ISAL_INVALID_WRAPPER : result
        case .zlib:
            let result = isal_read_zlib_header(state, &zlibHeader)
            guard result == ISAL_DECOMP_OK else { return result }
            // RFC 1950 2.2: windows above 32 KB are not allowed.
            if zlibHeader.info > 7 { return ISAL_INVALID_WRAPPER }
            return zlibHeader.dict_flag == 0 ? ISAL_DECOMP_OK : ISAL_NEED_DICT
        }
    }

    /// Codes above zero ask for more input or output.
    private static func fault(_ result: Int32) -> String? {
        switch result {
        case ISAL_NEED_DICT: "they need a dictionary"
        case 0...: nil
        case ISAL_INVALID_BLOCK: "the header of a block is damaged"
        case ISAL_INVALID_SYMBOL: "a code is damaged"
        case ISAL_INVALID_LOOKBACK: "a repetition begins before the first byte"
        case ISAL_INVALID_WRAPPER: "the header is damaged"
        case ISAL_UNSUPPORTED_METHOD: "the header names another method than deflate"
        case ISAL_INCORRECT_CHECKSUM: "the checksum or the length is wrong"
        default: "ISA-L gives up with code \(result)"
        }
    }
}
