internal import CBrotli

/// Brotli by the system's library. The format has no checksum; its last block is marked.
final class BrotliDecoder: BlockDecoder {
    private let decoder: OpaquePointer

    init?() {
        guard let decoder = BrotliDecoderCreateInstance(nil, nil, nil) else { return nil }
        self.decoder = decoder
    }

    deinit {
        BrotliDecoderDestroyInstance(decoder)
    }

    var isAtEnd: Bool {
        BrotliDecoderIsFinished(decoder) != 0
    }

    func continues(with byte: UInt8) -> Bool {
        false
    }

    func decode(_ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>) -> DecoderStep {
        var inputLeft = input.count
        var nextInput = input.baseAddress
        var outputLeft = output.count
        var nextOutput = output.baseAddress
        let result = BrotliDecoderDecompressStream(
            decoder, &inputLeft, &nextInput, &outputLeft, &nextOutput, nil)
        var step = DecoderStep(consumed: input.count - inputLeft, produced: output.count - outputLeft)
        if result == BROTLI_DECODER_RESULT_ERROR {
            step.fault = String(cString: BrotliDecoderErrorString(BrotliDecoderGetErrorCode(decoder)))
        }
        return step
    }
}
