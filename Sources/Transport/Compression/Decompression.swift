/// A compression that the program can expand.
package enum Compression: String, CaseIterable, Sendable {
    case gzip
    case zstd
    /// deflate with the header and checksum of zlib (RFC 1950).
    case zlib
    /// deflate without header and checksum (RFC 1951).
    case deflate
    case brotli

    /// The compression that `bytes` begin with; nil if it is not known. Only gzip and zstd have bytes that show it.
    package init?(recognising bytes: some Sequence<UInt8>) {
        let first = Array(bytes.prefix(4))
        if first.starts(with: [0x1F, 0x8B]) {
            self = .gzip
        } else if first == [0x28, 0xB5, 0x2F, 0xFD] || Self.isSkippableFrame(first) {
            self = .zstd
        } else {
            return nil
        }
    }

    /// zstd's frames for the data of other programs, which may precede the first frame of content.
    private static func isSkippableFrame(_ bytes: [UInt8]) -> Bool {
        bytes.count == 4 && bytes[0] & 0xF0 == 0x50 && bytes.dropFirst().elementsEqual([0x2A, 0x4D, 0x18])
    }
}

/// Compressed bytes that do not expand.
package struct DecompressionFault: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// They end before their end is reached.
        case cutOff
        case damaged
        /// They expand to more than the limit.
        case tooLarge
    }

    package let kind: Kind
    /// The fault, its position, and the remedy.
    package let message: String

    package init(_ kind: Kind = .damaged, message: String) {
        self.kind = kind
        self.message = message
    }
}

/// Whole buffers; for files larger than memory see `InflateStream`.
package enum Decompression {
    /// `bytes` expanded; unchanged if they do not begin like gzip or zstd. All members of a gzip file and all frames of
    /// a zstd file are expanded. Bytes that were compressed twice are expanded once.
    ///
    /// - Parameter limit: maximum number of expanded bytes. Expansion stops there, so a decompression bomb takes no
    ///   more memory.
    package static func expanded(_ bytes: [UInt8], limit: Int) throws(DecompressionFault) -> [UInt8] {
        guard let compression = Compression(recognising: bytes) else { return bytes }
        return try expanded(bytes, as: compression, limit: limit)
    }

    /// `bytes` expanded as `compression`. The end of the compressed bytes must be there.
    package static func expanded(
        _ bytes: [UInt8], as compression: Compression, limit: Int
    ) throws(DecompressionFault) -> [UInt8] {
        var stream = try InflateStream(compression, limit: limit)
        stream.feed(bytes)
        var expanded: [UInt8] = []
        while let block = try stream.next() {
            if expanded.isEmpty, block.count < InflateStream.blockSize {
                expanded = block
            } else {
                expanded += block
            }
        }
        try stream.finish()
        return expanded
    }
}
