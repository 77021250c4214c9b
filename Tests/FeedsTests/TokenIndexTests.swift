import CScan
import TestSupport
import Testing

/// Every implementation of the index has the same result as the plain one, byte by byte.
@Suite(.timeLimit(.minutes(5))) struct TokenIndexTests {
    /// The results of an index for the lines that it covers.
    private struct IndexedLines: Equatable {
        var places: [UInt16]
        var kinds: [UInt8]
        var covered: Int
        var stopped: Bool
        /// For each line that shares its blocks of 64 bytes with no other line: whether the blocks contain a flaw and
        /// an escape. The index may note a broken character in either of two blocks.
        var flaws: [Bool]
        var escapes: [Bool]
    }

    /// Memory for an index, enough for the longest text.
    private final class IndexMemory {
        let places = UnsafeMutablePointer<UInt16>.allocate(capacity: Int(SUSHAI_MOST_INDEXED + SUSHAI_INDEX_MARGIN))
        let scalars = UnsafeMutablePointer<UInt16>.allocate(capacity: Int(SUSHAI_MOST_INDEXED + SUSHAI_INDEX_MARGIN))
        let kinds = UnsafeMutablePointer<UInt8>.allocate(capacity: Int(SUSHAI_MOST_INDEXED + SUSHAI_INDEX_MARGIN))
        let flaws = UnsafeMutablePointer<UInt64>.allocate(capacity: Int(SUSHAI_INDEX_WORDS))
        let escapes = UnsafeMutablePointer<UInt64>.allocate(capacity: Int(SUSHAI_INDEX_WORDS))

        deinit {
            places.deallocate()
            scalars.deallocate()
            kinds.deallocate()
            flaws.deallocate()
            escapes.deallocate()
        }

        func indexed(_ text: [UInt8], _ way: sushai_index_way, isDocument: Bool = false) -> IndexedLines {
            var index = sushai_token_index()
            index.is_document = isDocument
            index.places = places
            index.scalars = scalars
            index.kinds = kinds
            index.flaws = flaws
            index.escapes = escapes
            let padded = text + Array(repeating: 0, count: 32)
            padded.withUnsafeBufferPointer { sushai_index_tokens($0.baseAddress, text.count, &index, way) }
            var found = IndexedLines(
                places: (0..<index.tokens).map { places[$0] }, kinds: (0..<index.tokens).map { kinds[$0] },
                covered: index.covered, stopped: index.stopped, flaws: [], escapes: [])
            var start = 0
            for (place, kind) in zip(found.places, found.kinds) where kind == 0x0A {
                let blocks = start / 64...Int(place) / 64
                if start % 64 == 0, place % 64 == 63 {
                    found.flaws.append(blocks.contains { flaws[$0 / 64] >> UInt64($0 % 64) & 1 == 1 })
                    found.escapes.append(blocks.contains { escapes[$0 / 64] >> UInt64($0 % 64) & 1 == 1 })
                }
                start = Int(place) + 1
            }
            return found
        }
    }

    private let memory = IndexMemory()

    private static let pieces = [
        "{", "}", "[", "]", ":", ",", "\"", "\"", "\"", "\\", "\\\"", "\\\\", "\\u12aF", "\\n", " ", "\t", "\r", "true",
        "null", "1", "-2.5e10", "12345678", "x", "字", "字字字", "🧸", "é", "\u{7F}", "\u{1}", "a", "aaaaaaaaaaaaaaaa",
    ]

    private static func text(_ count: Int, lines: Bool, _ chance: inout SeededGenerator) -> [UInt8] {
        var text: [UInt8] = []
        while text.count < count {
            if lines, Int.random(in: 0..<3, using: &chance) > 0 {
                text += Array("{\"a\":\"字\",\"b\":[1,null]}\n".utf8)
            } else {
                text += Array((pieces.randomElement(using: &chance) ?? "").utf8)
            }
            if Int.random(in: 0..<30, using: &chance) == 0 { text.append(.random(in: 0...255, using: &chance)) }
            guard Int.random(in: 0..<15, using: &chance) == 0 else { continue }
            // Most lines begin at the start of a block of 64 bytes.
            if lines { text += Array(repeating: 0x20, count: 63 - text.count % 64) }
            text.append(0x0A)
        }
        return Array(text.prefix(count))
    }

    @Test("On bytes of every kind and texts of every length", arguments: [false, true])
    func agree(lines: Bool) {
        var chance = SeededGenerator(seed: 5_477)
        for round in 0..<1_500 {
            let text = Self.text(round < 600 ? round : Int.random(in: 0...4_000, using: &chance), lines: lines, &chance)
            expectSame(text, "round \(round)")
        }
        expectSame(Self.text(Int(SUSHAI_MOST_INDEXED), lines: true, &chance), "the longest text")
    }

    @Test("On every pair of bytes within a string, and every triple that begins a character")
    func characters() {
        for first in UInt8(0x20)...255 {
            var text: [UInt8] = []
            for second in UInt8.min...255 {
                // Each line has its own block of 64 bytes.
                for third: UInt8 in [0x41, 0x80, 0xBF, 0x0A, 0x22] {
                    var piece = Array("{\"字\":\"".utf8) + [first, second, third]
                    piece += Array(repeating: 0x80, count: Int(second) % 3) + Array("\"}".utf8)
                    text += piece + Array(repeating: 0x20, count: 63 - piece.count) + [0x0A]
                    if text.count > 60_000 {
                        expectSame(text, "\(first)")
                        text = []
                    }
                }
            }
            expectSame(text, "\(first)")
        }
    }

    @Test("All implementations agree on whether a text is plain")
    func plainText() {
        var chance = SeededGenerator(seed: 2_718)
        let flaws: [[UInt8]] = [
            [0x7F], [0x1F], [0], [0x80], [0xE5, 0xAD], [0xF0, 0x9F, 0xA7], [0xED, 0xA0, 0x80], [0xC1, 0xBF],
        ]
        for count in 0..<1_000 {
            var text = Array(String(repeating: "字a\t🧸é\r\n", count: count / 16 + 1).utf8).prefix(count)
            let isPlain = String(validating: text, as: UTF8.self) != nil
            expectPlain(Array(text), isPlain)
            // The inserted bytes may complete a text that was cut off.
            guard isPlain else { continue }
            let place = Int.random(in: 0...text.count, using: &chance)
            text.insert(contentsOf: flaws[count % flaws.count], at: place)
            expectPlain(Array(text), false)
        }
    }

    private func expectPlain(_ text: [UInt8], _ isPlain: Bool) {
        let padded = text + Array(repeating: 0, count: 32)
        for way in [sushai_index_plain, sushai_index_avx2, sushai_index_avx512]
        where way.rawValue <= max(sushai_best_index_way().rawValue, sushai_index_plain.rawValue) {
            let found = padded.withUnsafeBufferPointer { bytes in
                bytes.baseAddress.map { sushai_is_plain_text($0, text.count, way) }
            }
            if found != isPlain { Issue.record("way \(way.rawValue), \(text.count) bytes: \(text)") }
        }
    }

    private func expectSame(_ text: [UInt8], _ note: String) {
        let expected = memory.indexed(text, sushai_index_plain)
        let document = memory.indexed(text, sushai_index_plain, isDocument: true)
        #expect(document.covered == text.count && !document.stopped && !document.kinds.contains(0x0A))
        let part = sushai_divide_list(text, text.count, sushai_index_plain)
        let best = sushai_best_index_way()
        for way in [sushai_index_avx2, sushai_index_avx512] where way.rawValue <= best.rawValue {
            let other = sushai_divide_list(text, text.count, way)
            if (other.end, other.commas, other.is_last, other.depth) != (
                part.end, part.commas, part.is_last, part.depth
            ) {
                Issue.record("way \(way.rawValue) divides the list elsewhere: \(note)")
            }
            if memory.indexed(text, way) != expected { Issue.record("way \(way.rawValue): \(note)") }
            if memory.indexed(text, way, isDocument: true) != document {
                Issue.record("way \(way.rawValue), as a document: \(note)")
            }
        }
    }
}
