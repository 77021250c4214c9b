import Domain
import Print
import TestSupport
import Testing

/// Pictures are not trusted.
@Suite struct ThumbnailTests {
    /// A PNG header that states a size, without a picture.
    private static func png(width: UInt32, height: UInt32) -> [UInt8] {
        func bytes(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - $0 * 8)) } }
        let chunk = Array("IHDR".utf8) + bytes(width) + bytes(height) + [8, 2, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + bytes(13) + chunk + bytes(crc(chunk))
            + bytes(0) + Array("IEND".utf8) + [0xAE, 0x42, 0x60, 0x82]
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(0xFFFF_FFFF) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
    }

    @Test("a PNG becomes a small JPEG, and that JPEG becomes a thumbnail again")
    func small() throws {
        let thumbnail = try #require(Thumbnail(of: Repository.bytes("Fixtures/Evidence/unboxing.png")))
        #expect(thumbnail.width <= 360 && thumbnail.height <= 360 && thumbnail.width > 0)
        #expect(thumbnail.jpeg.starts(with: [0xFF, 0xD8, 0xFF]))
        let again = try #require(Thumbnail(of: thumbnail.jpeg))
        #expect(again.width == thumbnail.width && again.height == thumbnail.height)
    }

    @Test("a picture whose header states too many pixels is refused before it is decoded")
    func bombs() {
        for (width, height) in [
            (100_000, 100_000), (50_000_001, 1), (1, 2_147_483_647), (0, 10), (2_147_483_647, 2_147_483_647),
        ] {
            #expect(Thumbnail(of: Self.png(width: UInt32(width), height: UInt32(height))) == nil)
        }
        #expect(Thumbnail(of: Self.png(width: 100, height: 100)) == nil, "a header without a picture")
    }

    @Test("a broken or cut picture, or another file, has no thumbnail, whatever byte is wrong")
    func broken() throws {
        let png = try Repository.bytes("Fixtures/Evidence/order.png")
        let jpeg = try #require(Thumbnail(of: png)).jpeg
        #expect(Thumbnail(of: []) == nil && Thumbnail(of: [0xFF, 0xD8, 0xFF]) == nil)
        #expect(Thumbnail(of: Array("GIF89a".utf8) + png) == nil)
        var generator = SeededGenerator(seed: 11)
        for original in [png, jpeg] {
            for cut in stride(from: 0, to: original.count, by: max(1, original.count / 40)) {
                _ = Thumbnail(of: Array(original.prefix(cut)))
            }
            for _ in 0..<300 {
                var bytes = original
                for _ in 0..<4 {
                    bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(in: 0...255, using: &generator)
                }
                if let thumbnail = Thumbnail(of: bytes) { #expect(thumbnail.width <= 360 && thumbnail.height <= 360) }
            }
        }
    }

    @Test("a thumbnail contains only the picture of the original file")
    func noParticulars() throws {
        let jpeg = try #require(Thumbnail(of: Repository.bytes("Fixtures/Evidence/order.png"))).jpeg
        let place =
            Array("Exif\0\0MM\0*\0\0\0\u{8}\0\u{1}".utf8) + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]
            + Array("GPS 30.75N 120.75E".utf8)
        let segment: [UInt8] = [0xFF, 0xE1, 0, UInt8(place.count + 2)] + place
        let photograph = jpeg.prefix(2) + segment + jpeg.dropFirst(2)
        let upright = try #require(Thumbnail(of: jpeg))
        let turned = try #require(Thumbnail(of: Array(photograph)))
        #expect(turned.width == upright.height && turned.height == upright.width, "held sideways")
        #expect(!String(decoding: turned.jpeg, as: UTF8.self).contains("GPS"))
    }
}
