internal import CInflate

/// zstd by the system's library: any number of frames, checksums included.
final class ZstdDecoder: BlockDecoder {
    /// Files made with a longer window (`zstd --long=28` and above) would take too much memory.
    private static let windowLog: Int32 = 27

    private let decoder: OpaquePointer
    private var inFrame = false
    /// Whether a frame with content has begun. A file of skippable frames only has no content yet.
    private var hasContent = false

    init?() {
        guard let decoder = sushai_zstd_begin(Self.windowLog) else { return nil }
        self.decoder = decoder
    }

    deinit {
        ZSTD_freeDCtx(decoder)
    }

    var isAtEnd: Bool {
        hasContent && !inFrame
    }

    func continues(with byte: UInt8) -> Bool {
        // The library reports an unknown frame.
        true
    }

    func decode(_ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>) -> DecoderStep {
        // Without input, zstd would read the end of a frame as the start of another.
        guard !input.isEmpty || inFrame else { return DecoderStep() }
        // The first byte of a skippable frame is 0x50 to 0x5F.
        if !inFrame, let first = input.first, first & 0xF0 != 0x50 { hasContent = true }
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let hint = ZSTD_decompressStream(decoder, &target, &source)
        inFrame = hint != 0
        let fault = ZSTD_isError(hint) != 0 ? String(cString: ZSTD_getErrorName(hint)) : nil
        return DecoderStep(consumed: source.pos, produced: target.pos, fault: fault)
    }
}
