import Testing

@testable import Print

@Suite("A QR code")
struct QRCodeTests {
    private static let address =
        "otpauth://totp/%E9%80%9F%E7%AD%9B:zhang.san?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        + "&issuer=%E9%80%9F%E7%AD%9B&algorithm=SHA1&digits=6&period=30"

    /// The seven by seven modules in three of the corners.
    private static let finder = [
        [1, 1, 1, 1, 1, 1, 1], [1, 0, 0, 0, 0, 0, 1], [1, 0, 1, 1, 1, 0, 1], [1, 0, 1, 1, 1, 0, 1],
        [1, 0, 1, 1, 1, 0, 1], [1, 0, 0, 0, 0, 0, 1], [1, 1, 1, 1, 1, 1, 1],
    ]

    @Test("has its patterns where ISO/IEC 18004 puts them", arguments: ["a", address])
    func patterns(_ text: String) throws {
        let grid = try #require(QRCode.grid(of: text))
        let size = grid.count
        #expect((size - 17) % 4 == 0 && grid.allSatisfy { $0.count == size })
        func corner(_ row: Int, _ column: Int) -> [[Int]] {
            (0..<7).map { y in (0..<7).map { x in grid[row + y][column + x] ? 1 : 0 } }
        }
        #expect(corner(0, 0) == Self.finder && corner(0, size - 7) == Self.finder && corner(size - 7, 0) == Self.finder)
        #expect(corner(size - 7, size - 7) != Self.finder)
        // Timing patterns, and the module that is always dark.
        for index in 8..<(size - 8) {
            #expect(grid[6][index] == (index % 2 == 0) && grid[index][6] == (index % 2 == 0))
        }
        #expect(grid[size - 8][8])
    }

    @Test("is drawn module by module, with a margin of four")
    func drawing() throws {
        let grid = try #require(QRCode.grid(of: Self.address))
        let svg = try #require(QRCode.svg(Self.address, label: "二维码"))
        let width = grid.count + 8
        #expect(svg.contains("viewBox=\"0 0 \(width) \(width)\""))
        var drawn = [[Bool]](repeating: [Bool](repeating: false, count: width), count: width)
        for run in svg.matches(of: /M(\d+) (\d+)h(\d+)v1h-(\d+)z/) {
            let (x, y) = (try #require(Int(run.1)), try #require(Int(run.2)))
            #expect(run.3 == run.4)
            for column in x..<(x + (try #require(Int(run.3)))) { drawn[y][column] = true }
        }
        let blank = [Bool](repeating: false, count: 4)
        let margin = [[Bool]](repeating: [Bool](repeating: false, count: width), count: 4)
        #expect(drawn == margin + grid.map { blank + $0 + blank } + margin)
    }

    @Test("has no style and no script, and its label is escaped")
    func inert() throws {
        let svg = try #require(QRCode.svg("text", label: "<script>\"&'"))
        #expect(svg.contains("aria-label=\"&lt;script&gt;&quot;&amp;&#39;\"") && svg.contains("role=\"img\""))
        #expect(!svg.contains("style") && !svg.contains("<script") && !svg.contains("text\""))
    }

    @Test("is not made of a text that does not fit, or has NUL")
    func impossible() {
        #expect(QRCode.svg(String(repeating: "a", count: 666), label: "") != nil)
        #expect(QRCode.svg(String(repeating: "a", count: 667), label: "") == nil)
        #expect(QRCode.svg("a\0b", label: "") == nil)
    }
}
