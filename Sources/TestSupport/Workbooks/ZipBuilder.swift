internal import CZlib

/// Creates a zip file byte by byte, so that tests can add any fault.
package struct ZipBuilder {
    private var body: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    package init() {}

    /// - Parameters:
    ///   - checkSum: a wrong CRC; nil for the correct one.
    ///   - flags: if bit 0 is set, the entry is encrypted.
    package mutating func add(
        _ name: String, _ bytes: [UInt8], deflated: Bool = false, checkSum: UInt32? = nil, flags: UInt16 = 0
    ) throws {
        // A gzip file consists of a header of ten bytes, the deflated data, the CRC and the length.
        let gzip = deflated ? try Compressing.gzip(bytes) : []
        let data = deflated ? Array(gzip[10..<gzip.count - 8]) : bytes
        let sum = checkSum ?? (deflated ? Self.number(gzip[(gzip.count - 8)..<(gzip.count - 4)]) : Self.crc(bytes))
        let offset = body.count
        var common: [UInt8] = Self.two(20) + Self.two(flags) + Self.two(deflated ? 8 : 0) + Self.four(0x21_0000)
        common += Self.four(sum) + Self.four(UInt32(data.count)) + Self.four(UInt32(bytes.count))
        common += Self.two(UInt16(name.utf8.count)) + Self.two(0)
        body += [0x50, 0x4B, 0x03, 0x04] + common + Array(name.utf8) + data
        directory += [0x50, 0x4B, 0x01, 0x02] + Self.two(20) + common
        directory += Self.two(0) + Self.two(0) + Self.two(0) + Self.four(0) + Self.four(UInt32(offset))
        directory += Array(name.utf8)
        count += 1
    }

    package var bytes: [UInt8] {
        let end = Self.two(0) + Self.two(0) + Self.two(UInt16(count)) + Self.two(UInt16(count))
        return body + directory + [0x50, 0x4B, 0x05, 0x06] + end + Self.four(UInt32(directory.count))
            + Self.four(UInt32(body.count)) + Self.two(0)
    }

    private static func two(_ value: UInt16) -> [UInt8] {
        [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
    }

    private static func four(_ value: UInt32) -> [UInt8] {
        two(UInt16(truncatingIfNeeded: value)) + two(UInt16(truncatingIfNeeded: value >> 16))
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        UInt32(truncatingIfNeeded: crc32(0, bytes, UInt32(bytes.count)))
    }
}
