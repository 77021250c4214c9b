internal import CBrotli
internal import CInflate
internal import CZlib

/// Compresses bytes, which tests then expand.
package enum Compressing {
    package struct Failure: Error {}

    package static func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
        try deflated(bytes, windowBits: 15 + 16)
    }

    /// deflate with the header and checksum of zlib.
    package static func zlib(_ bytes: [UInt8]) throws -> [UInt8] {
        try deflated(bytes, windowBits: 15)
    }

    /// deflate without a header.
    package static func deflate(_ bytes: [UInt8]) throws -> [UInt8] {
        try deflated(bytes, windowBits: -15)
    }

    private static func deflated(_ bytes: [UInt8], windowBits: Int32) throws -> [UInt8] {
        var stream = z_stream()
        // Swift cannot import the macro for this call.
        let begun = deflateInit2_(
            &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard begun == Z_OK else { throw Failure() }
        defer { deflateEnd(&stream) }
        var input = bytes
        let capacity = Int(deflateBound(&stream, UInt(bytes.count))) + 64
        var ended = false
        let output = [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
            input.withUnsafeMutableBufferPointer { source in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(capacity)
                ended = CZlib.deflate(&stream, Z_FINISH) == Z_STREAM_END
            }
            count = capacity - Int(stream.avail_out)
        }
        guard ended else { throw Failure() }
        return output
    }

    package static func brotli(_ bytes: [UInt8]) throws -> [UInt8] {
        let capacity = BrotliEncoderMaxCompressedSize(bytes.count) + 64
        var size = capacity
        let output = [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
            let done = BrotliEncoderCompress(
                BROTLI_DEFAULT_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_GENERIC, bytes.count, bytes, &size,
                target.baseAddress)
            count = done == BROTLI_TRUE ? size : 0
        }
        guard !output.isEmpty else { throw Failure() }
        return output
    }

    package static func zstd(_ bytes: [UInt8]) throws -> [UInt8] {
        try zstd(bytes, checksum: false)
    }

    package static func zstd(_ bytes: [UInt8], checksum: Bool) throws -> [UInt8] {
        guard let encoder = ZSTD_createCCtx() else { throw Failure() }
        defer { ZSTD_freeCCtx(encoder) }
        ZSTD_CCtx_setParameter(encoder, ZSTD_c_checksumFlag, checksum ? 1 : 0)
        let capacity = ZSTD_compressBound(bytes.count)
        var size = 0
        let output = [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
            size = ZSTD_compress2(encoder, target.baseAddress, capacity, bytes, bytes.count)
            count = ZSTD_isError(size) == 0 ? size : 0
        }
        guard ZSTD_isError(size) == 0 else { throw Failure() }
        return output
    }
}
