import Domain
import Feeds
import TestSupport
import Testing

/// Reading with a token index has the same result as reading byte by byte: the same listings at the same places, and
/// the same faults with the same messages.
@Suite(.timeLimit(.minutes(3))) struct IndexAgreementTests {
    private static func paths(_ texts: String...) -> [FieldPath] {
        texts.compactMap { FieldPath($0) }
    }

    /// Fields of every kind: next to each other, within objects, in lists, in strings that contain JSON, and one whose
    /// name is a prefix of another.
    private static let crawler = crawler(.ndjson(.init()))
    private static let documentCrawler = crawler(
        .json(.init(records: paths("data.list"), error: nil, success: nil)))

    private static func crawler(_ format: FeedFormat) -> Crawler {
        let sample = Samples.crawler()
        let fields = FieldMap(
            rules: [
                .item: FieldRule(paths("id", "ids.main")), .title: FieldRule(paths("title")),
                .price: FieldRule(paths("price", "offers.price")), .sales: FieldRule(paths("sales")),
                .shopName: FieldRule(paths("shop", "shop.name")), .image: FieldRule(paths("images")),
                .category: FieldRule(paths("category")), .link: FieldRule(paths("a_name_of_more_than_23_bytes")),
                .maker: FieldRule(paths("attrs.maker")), .certificate: FieldRule(paths("detail|json.ccc")),
            ], priceUnit: .yuan)
        return Crawler(
            identifier: sample.identifier, platform: sample.platform, name: sample.name, endpoint: sample.endpoint,
            every: sample.every, request: sample.request, paging: sample.paging, queries: sample.queries,
            format: format, fields: fields, recheck: nil, rule: sample.rule)
    }

    /// The values of one name; the first ones are plain.
    private static let members: [(String, [String])] = [
        ("id", [#""1""#, "77", #""a\u0041b""#, "null", #""""#, "{}", "[1]", "true", #""\u6g00""#]),
        ("ids", [#"{"main":"9"}"#, #"{"x":1,"main":12}"#, #"{"main":{"main":1}}"#, "[]"]),
        ("title", [#""积木 2条装""#, #""Toy""#, #""\"quoted\\\"""#, #""é🧸""#, "\"a\u{7F}b\"", "\"tab\there\"", #""\\""#]),
        ("price", ["39.9", #""1""#, "0", "-0.5E+3", "01", "1.", "1e", "+1", "12345678", "123456789.25", "1 2", "nul"]),
        (
            "offers",
            [#"[{"price":1},{"price":"2"}]"#, #"{"price":3}"#, "[[1]]", "[]", "[null]", "[1,]", #"[{"a":1}{}]"#]
        ),
        ("sales", [#""已拼10万件""#, "3", "true ", "false", "nulls", "truefalse", "tru"]),
        ("shop", [#""店""#, #"{"name":"店"}"#, #"{"name":"店","name":"铺"}"#, #"["店"]"#]),
        ("images", [#"["a","b"]"#, #""a""#, "[]", "[{}]", #"["a",{"b":[1,2,[]]}]"#, #"["a""b"]"#, #"["a"}"#]),
        ("category", [#""50002766""#, "50002766\r", "[1,2]", #"{"a":1}"#, "1}", ":1"]),
        ("a_name_of_more_than_23_bytes", [#""//l""#]),
        ("attrs", [#"{"maker":"无","x":[1,{"y":null}]}"#, #"{"品牌":"甲","产地":"乙"}"#, "{}", #"{"a"}"#, #"{"a":}"#, "{,}"]),
        ("detail", [#""{\"ccc\":1}""#, #""{\"ccc\":""#, "1", #""""#]),
        (
            "x",
            [#"{"a":[[],{}],"b":{"c":[{"d":"e"}]}}"#, #""\/\b\f\n\r\t\u00e9""#, #""\x""#, #""\\\\\\""#, "\\", #"\"""#]
        ),
        (#"\u0069d"#, [#""2""#]), ("n", [#""cut"#, "\"a\nb\"", "\"\u{0}\"", "\u{0}", #""a"b"#]),
        (#"a\"b"#, ["1"]),
    ]

    /// Records that mostly have the same names in the same order, with mostly plain values.
    private static func lines(_ count: Int, plain: Int, _ chance: inout SeededGenerator) -> [UInt8] {
        var text: [UInt8] = []
        let usual = members.prefix(10)
        for _ in 0..<count {
            var record = usual.map { name, values in
                (
                    name,
                    Int.random(in: 0..<plain, using: &chance) > 0
                        ? values[0] : values.randomElement(using: &chance) ?? "1"
                )
            }
            if Int.random(in: 0..<plain, using: &chance) == 0, let other = members.randomElement(using: &chance) {
                record.insert(
                    (other.0, other.1.randomElement(using: &chance) ?? "1"),
                    at: Int.random(in: 0...record.count, using: &chance))
            }
            if Int.random(in: 0..<plain, using: &chance) == 0 { record.shuffle(using: &chance) }
            let space = Int.random(in: 0..<6, using: &chance) == 0 ? " \t" : ""
            // Texts of all lengths, so that every token occurs at every position within 64 bytes.
            let filler = String(repeating: "字a", count: Int.random(in: 0..<40, using: &chance))
            let rest = record.map { #""\#($0)"\#(space):\#(space)\#($1)"# }.joined(separator: ",\(space)")
            text += Array(#"\#(space){"filler":"\#(filler)",\#(rest)}\#(space)"#.utf8)
            text += Array((Int.random(in: 0..<8, using: &chance) == 0 ? "\r\n\n\u{FEFF}" : "\n").utf8)
        }
        return text
    }

    private func compare(_ bytes: [UInt8], _ note: @autoclosure () -> String) throws {
        try compare(bytes, Self.crawler, note())
        // The same records as the elements of a list; damage in one of them may cost the document.
        let elements = bytes.split(separator: 0x0A).filter { $0.contains { $0 > 0x20 && $0 < 0x80 } }
        let list =
            Array(#"{"code":[{"a":"]"}],"data":{"list":["#.utf8) + Array(elements.joined(separator: Array(",\n".utf8)))
        try compare(list + Array("]}}".utf8), Self.documentCrawler, note())
    }

    private func compare(_ bytes: [UInt8], _ crawler: Crawler, _ note: @autoclosure () -> String) throws {
        // A file of white space is refused as empty.
        guard let expected = try? PageReader(crawler, indexing: .none).parse(bytes) else {
            for indexing in TokenIndexing.available {
                #expect(throws: PageFault.self) { try PageReader(crawler, indexing: indexing).parse(bytes) }
            }
            return
        }
        for indexing in TokenIndexing.available where indexing != .none {
            let found = try PageReader(crawler, indexing: indexing).parse(bytes)
            let isSame =
                found.records == expected.records && found.listings == expected.listings
                && found.batch.rows.map(\.source) == expected.batch.rows.map(\.source)
                && found.quarantined == expected.quarantined && found.missing == expected.missing
                && found.unreadableSales == expected.unreadableSales
            if !isSame { Issue.record("\(indexing), \(crawler.format): \(note())") }
        }
    }

    @Test("On records of every kind")
    func generated() throws {
        var chance = SeededGenerator(seed: 4_021)
        for round in 0..<40 {
            try compare(Self.lines(60, plain: 2 + round % 20, &chance), "round \(round)")
        }
    }

    @Test("On damaged files")
    func damaged() throws {
        var chance = SeededGenerator(seed: 7_219)
        for round in 0..<250 {
            try compare(mutated(Self.lines(12, plain: 12, &chance), &chance), "round \(round)")
        }
    }

    @Test("On more text than is indexed at once, both sound and with occasional faults")
    func long() throws {
        var chance = SeededGenerator(seed: 1_117)
        for plain in [40, 4_000, 1_000_000] {
            try compare(Self.lines(700, plain: plain, &chance), "plain \(plain)")
        }
    }

    @Test(
        "On a record that is longer than the text indexed at once",
        arguments: [3_000, 65_000, 70_000, 140_000])
    func longRecord(_ length: Int) throws {
        let long = #"{"id":"1","x":"\#(String(repeating: "y", count: length))","title":"积木","price":1}"# + "\n"
        let short = #"{"id":"2","title":"积木","price":1}"# + "\n"
        try compare(Array((short + short + long + short + long + short).utf8), "\(length)")
    }

    @Test(
        "On a fault at every position around the borders of 64 bytes",
        arguments: [63, 64, 65, 127, 128, 65_535, 65_536])
    func borders(_ border: Int) throws {
        let pieces: [[UInt8]] = [
            [0xE5, 0xBA, 0x97], [0xE5, 0xBA], [0xE5], [0xBA], [0xF0, 0x9F, 0xA7, 0xB8], [0xF0, 0x9F, 0xA7],
            [0xED, 0xA0, 0x80],
            [0xC0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], Array(#"\""#.utf8), Array(#"\\"#.utf8), Array(#"\"#.utf8),
            Array(#"\\\"x\\"#.utf8), Array(#"\u00"#.utf8), Array(#"\u00e9"#.utf8), Array("\"".utf8), [0x0A], [0x7F],
            [0x1F],
            Array(#"",1234567890:""#.utf8), Array(#"","y":1234567890123,"z":""#.utf8),
            Array(#"","y":true ,"z":""#.utf8),
        ]
        let start = #"{"id":"1","title":"积木","price":1,"x":""#
        for piece in pieces {
            for shift in -8...2 {
                let filler = String(repeating: "f", count: max(0, border + shift - start.utf8.count))
                let record = Array((start + filler).utf8) + piece + Array("\"}\n".utf8)
                let next = Array((start + "\"}\n").utf8)
                try compare(record + next + record + next, "\(piece) at \(shift)")
            }
        }
    }

    @Test(
        "On objects and lists at the maximum depth, and deeper",
        arguments: [1, 20, 57, 58, 59, 60, 61, 64, 126, 127, 128, 129])
    func deep(_ depth: Int) throws {
        let texts = [("[", "]"), (#"{"a":"#, "}")].map { open, close in
            String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
        }
        let lines = (texts + texts.map { String($0.dropLast()) }).flatMap { text in
            ["x", "images", "offers"].map { #"{"id":"1","title":"积木","price":1,"\#($0)":\#(text)}"# }
        }
        try compare(Array((lines.joined(separator: "\n") + "\n").utf8), "depth \(depth)")
    }
}
