import Feeds
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(15))) struct DecompressionTests {
    /// Text that compresses well but not to almost nothing.
    private let text = Array((0..<40_000).map { "{\"id\":\"\($0 &* 7919)\"}\n" }.joined().utf8)

    private func compressed(_ bytes: [UInt8], _ compression: Compression) throws -> [UInt8] {
        switch compression {
        case .gzip: try Compressing.gzip(bytes)
        case .zstd: try Compressing.zstd(bytes)
        }
    }

    private func message(_ bytes: [UInt8], limit: Int = 1 << 30) -> String? {
        do throws(DecompressionFault) {
            _ = try Decompression.expanded(bytes, limit: limit)
            return nil
        } catch {
            return error.message
        }
    }

    @Test("Compressed bytes expand to the original bytes", arguments: Compression.allCases)
    func roundTrip(_ compression: Compression) throws {
        #expect(try Decompression.expanded(compressed(text, compression), limit: text.count) == text)
        #expect(try Decompression.expanded(compressed([], compression), limit: 0) == [])
    }

    @Test("Bytes that are not compressed are returned unchanged")
    func plain() throws {
        for bytes in [[], [0x1F], Array("{}".utf8), text] {
            #expect(try Decompression.expanded(bytes, limit: 0) == bytes)
        }
    }

    @Test("Several members or frames are expanded one after the other", arguments: Compression.allCases)
    func members(_ compression: Compression) throws {
        let parts = [Array("one".utf8), [], text, Array("two".utf8)]
        let bytes = try parts.flatMap { try compressed($0, compression) }
        #expect(try Decompression.expanded(bytes, limit: text.count + 6) == parts.flatMap(\.self))
    }

    @Test("A file cut at any byte is an error that reports the cut", arguments: Compression.allCases)
    func cutAnywhere(_ compression: Compression) throws {
        let whole = try compressed(Array(text.prefix(600)), compression)
        for length in 4..<whole.count {
            let found = message(Array(whole[..<length]))
            #expect(found?.contains("cut off") == true, "cut at \(length): \(found ?? "no fault")")
        }
    }

    @Test("A decompression bomb stops at the limit, and the error names the limit", arguments: Compression.allCases)
    func bomb(_ compression: Compression) throws {
        let member = try compressed([UInt8](repeating: 0, count: 4 << 20), compression)
        let bomb = [[UInt8]](repeating: member, count: 250).flatMap(\.self)
        #expect(bomb.count < 2 << 20)
        let limit = 8 << 20
        #expect(message(bomb, limit: limit)?.contains("more than \(limit) bytes, which is the limit") == true)
        #expect(try Decompression.expanded(member, limit: 4 << 20).count == 4 << 20)
        #expect(message(member, limit: (4 << 20) - 1) != nil)
    }

    @Test(
        "A stream has the same result with input blocks of any size", arguments: Compression.allCases, [1, 7, 65_536])
    func stream(_ compression: Compression, _ step: Int) throws {
        let text = step == 1 ? Array(text.prefix(20_000)) : text
        let bytes = try compressed(text, compression) + compressed(text, compression)
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
        #expect(expanded == text + text)
    }

    @Test("A stream that received no bytes is incomplete")
    func nothing() throws {
        let stream = try InflateStream(.gzip, limit: 1)
        #expect(throws: DecompressionFault.self) { try stream.finish() }
    }

    @Test("Damage is reported with its position")
    func damage() throws {
        var bytes = try Compressing.gzip(text)
        bytes[bytes.count / 2] ^= 0x55
        let found = message(bytes)
        #expect(found?.hasPrefix("the gzip bytes cannot be expanded: byte ") == true, "\(found ?? "no fault")")
    }
}
