internal import CInflate

/// zstd by the system's library: any number of frames, checksums included.
final class ZstdDecoder: BlockDecoder {
    /// Files made with a longer window (`zstd --long=28` and above) would take too much memory.
    private static let windowLog: Int32 = 27

    private let decoder: OpaquePointer
    private var started = false
    private var inFrame = false

    init?() {
        guard let decoder = sushai_zstd_begin(Self.windowLog) else { return nil }
        self.decoder = decoder
    }

    deinit {
        ZSTD_freeDCtx(decoder)
    }

    var isAtEnd: Bool {
        started && !inFrame
    }

    func decode(_ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>) -> DecoderStep {
        // Without input, zstd would read the end of a frame as the start of another.
        guard !input.isEmpty || inFrame else { return DecoderStep() }
        started = true
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let hint = ZSTD_decompressStream(decoder, &target, &source)
        inFrame = hint != 0
        let fault = ZSTD_isError(hint) != 0 ? String(cString: ZSTD_getErrorName(hint)) : nil
        return DecoderStep(consumed: source.pos, produced: target.pos, fault: fault)
    }
}
