/// A compression that is recognised by its first bytes.
package enum Compression: String, CaseIterable, Sendable {
    case gzip
    case zstd

    /// The compression that `bytes` begin with; nil if it is not known.
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

/// Compressed bytes that do not expand: incomplete, damaged, or larger than allowed.
package struct DecompressionFault: Error, Hashable, Sendable {
    /// The fault, its position, and the remedy.
    package let message: String
}

/// Whole buffers; for files larger than memory see `InflateStream`.
package enum Decompression {
    /// `bytes` expanded; unchanged if they are not compressed. All members of a gzip file and all frames of a zstd file
    /// are expanded. Bytes that were compressed twice are expanded once.
    ///
    /// - Parameter limit: maximum number of expanded bytes. Expansion stops there, so a decompression bomb takes no
    ///   more memory.
    package static func expanded(_ bytes: [UInt8], limit: Int) throws(DecompressionFault) -> [UInt8] {
        guard let compression = Compression(recognising: bytes) else { return bytes }
        var stream = try InflateStream(compression, limit: limit)
        stream.feed(bytes)
        var expanded: [UInt8] = []
        while let block = try stream.next() { expanded += block }
        try stream.finish()
        return expanded
    }
}
