import TestSupport
import Testing
import Transport

@Suite(.timeLimit(.minutes(15))) struct DecompressionTests {
    /// Text that compresses well but not to almost nothing.
    private let text = Array((0..<40_000).map { "{\"id\":\"\($0 &* 7919)\"}\n" }.joined().utf8)

    private func compressed(_ bytes: [UInt8], _ compression: Compression) throws -> [UInt8] {
        switch compression {
        case .gzip: try Compressing.gzip(bytes)
        case .zstd: try Compressing.zstd(bytes)
        case .zlib: try Compressing.zlib(bytes)
        case .deflate: try Compressing.deflate(bytes)
        case .brotli: try Compressing.brotli(bytes)
        }
    }

    /// The compressions whose files may have several members or frames.
    private static let joinable: [Compression] = [.gzip, .zstd]

    private func message(_ bytes: [UInt8], as compression: Compression = .gzip, limit: Int = 1 << 30) -> String? {
        do throws(DecompressionFault) {
            _ = try Decompression.expanded(bytes, as: compression, limit: limit)
            return nil
        } catch {
            return error.message
        }
    }

    @Test("Compressed bytes expand to the original bytes", arguments: Compression.allCases)
    func roundTrip(_ compression: Compression) throws {
        #expect(try Decompression.expanded(compressed(text, compression), as: compression, limit: text.count) == text)
        #expect(try Decompression.expanded(compressed([], compression), as: compression, limit: 0) == [])
    }

    @Test("Bytes that are not compressed are returned unchanged")
    func plain() throws {
        for bytes in [[], [0x1F], Array("{}".utf8), text] {
            #expect(try Decompression.expanded(bytes, limit: 0) == bytes)
        }
    }

    @Test("Several members or frames are expanded one after the other", arguments: joinable)
    func members(_ compression: Compression) throws {
        let parts = [Array("one".utf8), [], text, Array("two".utf8)]
        let bytes = try parts.flatMap { try compressed($0, compression) }
        #expect(try Decompression.expanded(bytes, limit: text.count + 6) == parts.flatMap(\.self))
    }

    @Test("A file cut at any byte is an error that reports the cut", arguments: Compression.allCases)
    func cutAnywhere(_ compression: Compression) throws {
        let whole = try compressed(Array(text.prefix(600)), compression)
        for length in 0..<whole.count {
            let found = message(Array(whole[..<length]), as: compression)
            #expect(found?.contains("cut off") == true, "cut at \(length): \(found ?? "no fault")")
        }
    }

    @Test("A decompression bomb stops at the limit, and the error names the limit", arguments: Compression.allCases)
    func bomb(_ compression: Compression) throws {
        let member = try compressed([UInt8](repeating: 0, count: 4 << 20), compression)
        let limit = 8 << 20
        let bomb = try compressed([UInt8](repeating: 0, count: 64 << 20), compression)
        #expect(bomb.count < 2 << 20)
        #expect(
            message(bomb, as: compression, limit: limit)?.contains("more than \(limit) bytes, which is the limit")
                == true)
        #expect(try Decompression.expanded(member, as: compression, limit: 4 << 20).count == 4 << 20)
        #expect(message(member, as: compression, limit: (4 << 20) - 1) != nil)
    }

    @Test(
        "A stream has the same result with input blocks of any size", arguments: Compression.allCases, [1, 7, 65_536])
    func stream(_ compression: Compression, _ step: Int) throws {
        let text = step == 1 ? Array(text.prefix(20_000)) : text
        let once = try compressed(text, compression)
        let times = Self.joinable.contains(compression) ? 2 : 1
        let bytes = [[UInt8]](repeating: once, count: times).flatMap(\.self)
        var stream = try InflateStream(compression, limit: .max)
        var expanded: [UInt8] = []
        var position = 0
        while position < bytes.count {
            let end = min(position + step, bytes.count)
            stream.feed(Array(bytes[position..<end]))
            while let block = try stream.next() {
                #expect(block.count <= InflateStream.blockSize)
                expanded += block
            }
            position = end
        }
        try stream.finish()
        #expect(expanded == [[UInt8]](repeating: text, count: times).flatMap(\.self))
    }

    @Test("A stream that received no bytes is incomplete")
    func nothing() throws {
        let stream = try InflateStream(.gzip, limit: 1)
        #expect(throws: DecompressionFault.self) { try stream.finish() }
    }

    @Test("Padding of zeros may follow the end, and nothing else", arguments: Compression.allCases)
    func padding(_ compression: Compression) throws {
        let bytes = try compressed(text, compression)
        let zeros = [UInt8](repeating: 0, count: 100)
        #expect(try Decompression.expanded(bytes + zeros, as: compression, limit: text.count) == text)
        #expect(message(bytes + zeros + [1], as: compression)?.contains("follow the padding") == true)
        #expect(message(bytes + [7], as: compression) != nil)
    }

    @Test("A zstd file of skippable frames only has no content yet")
    func skippable() throws {
        let frame: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 1, 2]
        #expect(message(frame, as: .zstd)?.contains("cut off") == true)
        let whole = try frame + Compressing.zstd(text)
        #expect(try Decompression.expanded(whole, limit: text.count) == text)
    }

    @Test("Damage is reported with its position")
    func damage() throws {
        var bytes = try Compressing.gzip(text)
        bytes[bytes.count / 2] ^= 0x55
        let found = message(bytes)
        #expect(found?.hasPrefix("the gzip bytes cannot be expanded: byte ") == true, "\(found ?? "no fault")")
    }

    @Test("A file of two members or frames that is cut is an error, except between them", arguments: joinable)
    func cutMembers(_ compression: Compression) throws {
        let first = try compressed(Array(text.prefix(300)), compression)
        let whole = try first + compressed(Array(text.prefix(200)), compression)
        for length in 1..<whole.count where length != first.count {
            let found = message(Array(whole[..<length]), as: compression)
            #expect(found?.contains("cut off") == true, "cut at \(length): \(found ?? "no fault")")
        }
        #expect(message(first, as: compression) == nil)
        #expect(message(whole, as: compression) == nil)
    }

    @Test("Members or frames without content are ends like others", arguments: joinable)
    func emptyMembers(_ compression: Compression) throws {
        let empty = try compressed([], compression)
        let bytes = empty + empty + empty
        #expect(try Decompression.expanded(bytes, limit: 0) == [])
        #expect(message(Array(bytes.dropLast()), as: compression)?.contains("cut off") == true)
    }

    /// Compressed bytes and the length of the checksum (and of the length, for gzip) at their end.
    private func checked(_ compression: Compression) throws -> (bytes: [UInt8], trailer: Int) {
        let text = Array(text.prefix(600))
        return switch compression {
        case .gzip: (try Compressing.gzip(text), 8)
        case .zlib: (try Compressing.zlib(text), 4)
        default: (try Compressing.zstd(text, checksum: true), 4)
        }
    }

    @Test("A wrong bit of a checksum or a length is damage", arguments: [Compression.gzip, .zlib, .zstd], 0..<8)
    func trailer(_ compression: Compression, _ bit: Int) throws {
        let (whole, trailer) = try checked(compression)
        #expect(message(whole, as: compression) == nil)
        for index in (whole.count - trailer)..<whole.count {
            var bytes = whole
            bytes[index] ^= 1 << bit
            let fault = #expect(throws: DecompressionFault.self) {
                try Decompression.expanded(bytes, as: compression, limit: 1 << 20)
            }
            #expect(fault?.kind == .damaged, "byte \(index)")
        }
    }

    @Test("The end is found whatever block it and the bytes after it come in", arguments: Compression.allCases, 1...17)
    func padded(_ compression: Compression, _ step: Int) throws {
        let text = Array(text.prefix(100))
        let bytes = try compressed(text, compression) + [UInt8](repeating: 0, count: 20)
        var stream = try InflateStream(compression, limit: text.count)
        var expanded: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: step) {
            stream.feed(Array(bytes[start..<min(start + step, bytes.count)]))
            while let block = try stream.next() { expanded += block }
        }
        try stream.finish()
        #expect(expanded == text)
    }
}

/// The headers of gzip and zlib.
@Suite(.timeLimit(.minutes(15))) struct DecompressionHeaderTests {
    private let text = Array("{\"id\":\"1\"}\n".utf8)

    private func gzip(flags: UInt8, _ fields: [UInt8]) throws -> [UInt8] {
        var bytes = try Compressing.gzip(text)
        bytes[3] = flags
        bytes.insert(contentsOf: fields, at: 10)
        return bytes
    }

    private func expanded(_ bytes: [UInt8], _ compression: Compression, step: Int) throws -> [UInt8] {
        var stream = try InflateStream(compression, limit: 1 << 20)
        var expanded: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: step) {
            stream.feed(Array(bytes[start..<min(start + step, bytes.count)]))
            while let block = try stream.next() { expanded += block }
        }
        try stream.finish()
        return expanded
    }

    @Test("A header with extra bytes, name and comment is skipped, whatever blocks it comes in", arguments: 1...40)
    func fields(_ step: Int) throws {
        let extra: [UInt8] = [5, 0, 1, 0, 2, 0, 3]
        let name = Array("feed.ndjson".utf8) + [0]
        let comment = Array("all listings".utf8) + [0]
        for (flags, fields) in [(0x04, extra), (0x08, name), (0x10, comment), (0x1C, extra + name + comment)] {
            let bytes = try gzip(flags: UInt8(flags), fields)
            #expect(try expanded(bytes + bytes, .gzip, step: step) == text + text)
        }
    }

    @Test("A header whose checksum is wrong is damage")
    func headerChecksum() throws {
        // CRC-32 of 1F 8B 08 02 00 00 00 00 00 03.
        var bytes = try gzip(flags: 0x02, [])
        bytes[8] = 0
        bytes[9] = 3
        let sum: [UInt8] = [0xA7, 0x77]
        for wrong in [false, true] {
            let fields = wrong ? [sum[0], sum[1] ^ 1] : sum
            let whole = Array(bytes[..<10]) + fields + bytes[10...]
            for step in [1, 11, 100] {
                if wrong {
                    #expect(throws: DecompressionFault.self) { try expanded(whole, .gzip, step: step) }
                } else {
                    #expect(try expanded(whole, .gzip, step: step) == text)
                }
            }
        }
    }

    @Test("Reserved flags, other methods, long windows and dictionaries are refused")
    func refused() throws {
        for flag: UInt8 in [0x20, 0x40, 0x80] {
            #expect(throws: DecompressionFault.self) { try expanded(gzip(flags: flag, []), .gzip, step: 100) }
        }
        var method = try Compressing.gzip(text)
        method[2] = 7
        #expect(throws: DecompressionFault.self) { try expanded(method, .gzip, step: 100) }
        // The two bytes of the header are a multiple of 31. 0x20 in the second one announces a dictionary.
        for header: [UInt8] in [[0x88, 0x1C], [0x79, 0x9C], [0x78, 0x9D], [0x78, 0xBB, 1, 2, 3, 4]] {
            let body = try Compressing.zlib(text).dropFirst(2)
            #expect(throws: DecompressionFault.self, "\(header)") { try expanded(header + body, .zlib, step: 1) }
        }
    }
}
