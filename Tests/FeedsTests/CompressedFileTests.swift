import Dispatch
import Feeds
import Synchronization
import TestSupport
import Testing
import Transport

/// Compressed files are read in blocks by several threads, like other files.
@Suite(.timeLimit(.minutes(15))) struct CompressedFileTests {
    private static let lines = (0..<5000).map { "{\"id\":\"\($0 &* 7919)\",\"title\":\"积木 \($0)\"}\n" }
    private static let text = Array(lines.joined().utf8)

    private static func compressed(_ bytes: ArraySlice<UInt8>, _ compression: Compression) throws -> [UInt8] {
        compression == .gzip ? try Compressing.gzip(Array(bytes)) : try Compressing.zstd(Array(bytes), checksum: true)
    }

    /// The text as several members or frames. One ends within a line, and one has no content.
    private static func file(_ compression: Compression) throws -> [UInt8] {
        let middle = text.count / 2 + 7
        return try compressed(text[..<middle], compression) + compressed([], compression)
            + compressed(text[middle...], compression)
    }

    @Test("Several threads together read every byte once, and each block again", arguments: [Compression.gzip, .zstd])
    func threads(_ compression: Compression) throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.file(compression), to: "feed")
        let file = try FeedFile(path: folder.path + "/feed", division: .lines, blockSize: 3000)
        let found = Mutex<[Int64: [UInt8]]>([:])
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            while let block = try? file.next() {
                let bytes = Array(block.bytes.prefix(block.size))
                #expect(bytes.last == UInt8(ascii: "\n"))
                found.withLock { $0[block.position] = bytes }
            }
        }
        #expect(try file.next() == nil)
        let blocks = found.withLock { $0.sorted { $0.key < $1.key } }
        #expect(blocks.flatMap(\.value) == Self.text)
        #expect(blocks.count > 50)
        for (position, bytes) in blocks {
            var again = [UInt8](repeating: 0, count: bytes.count)
            try again.withUnsafeMutableBytes { buffer in
                if let base = buffer.baseAddress { try file.read(buffer.count, at: position, into: base) }
            }
            #expect(again == bytes)
        }
    }

    @Test("Blocks before the damage are read; then every call throws", arguments: [Compression.gzip, .zstd])
    func damaged(_ compression: Compression) throws {
        let whole = try Self.file(compression)
        var damaged = whole
        damaged[whole.count - 2] ^= 1
        for (bytes, why) in [(damaged, "expanded: byte "), (Array(whole.dropLast(3)), "cut off")] {
            let folder = try TemporaryFolder()
            try folder.write(bytes, to: "feed")
            let file = try FeedFile(path: folder.path + "/feed", division: .lines, blockSize: 3000)
            var read = 0
            let fault = try #require(
                #expect(throws: FeedFileFault.self) {
                    while let block = try file.next() { read += block.size }
                })
            #expect(fault.message.contains(why), "\(fault.message)")
            #expect(read > Self.text.count / 2)
            #expect(throws: fault) { try file.next() }
        }
    }

    @Test(
        "All bytes can be read after any block, and the other blocks after them", arguments: [Compression.gzip, .zstd])
    func whole(_ compression: Compression) throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.file(compression), to: "feed")
        for size in [1, 3000, 1 << 20] {
            for taken in 0...3 {
                let file = try FeedFile(path: folder.path + "/feed", division: .lines, blockSize: size)
                var found: [UInt8] = []
                for _ in 0..<taken {
                    if let block = try file.next() { found += block.bytes.prefix(block.size) }
                }
                if taken == 3 { #expect(throws: FeedFileFault.self) { try file.whole(limit: 10) } }
                #expect(try file.whole(limit: 1 << 20) == Self.text)
                while let block = try file.next() {
                    #expect(block.position == found.count)
                    found += block.bytes.prefix(block.size)
                }
                #expect(found == Self.text)
                #expect(try file.whole(limit: 1 << 20) == Self.text)
            }
        }
    }

    @Test("A record may be longer than several blocks")
    func longRecord() throws {
        let folder = try TemporaryFolder()
        let long = Array((String(repeating: "木", count: 40_000) + "\n").utf8)
        let short = Array(Self.text[..<5000]) + [0x0A]
        let text: [UInt8] = [short, long, short, long].flatMap(\.self)
        try folder.write(Compressing.gzip(text), to: "feed")
        let file = try FeedFile(path: folder.path + "/feed", division: .lines, blockSize: 1000)
        var found: [UInt8] = []
        while let block = try file.next() {
            let bytes = block.bytes.prefix(block.size)
            #expect(bytes.last == 0x0A)
            found += bytes
        }
        #expect(found == text)
    }
}
