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
}
