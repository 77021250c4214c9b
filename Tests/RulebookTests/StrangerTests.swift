import Domain
import Rulebook
import Testing

/// A mistake of a person new to the format: a file, the place of its mistake, and words that the message must contain.
struct StrangersFile: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    /// Line and column.
    let place: (Int, Int)
    /// The fault and the remedy.
    let words: [String]

    init(_ description: String, _ bytes: [UInt8], _ place: (Int, Int), _ words: String...) {
        testDescription = description
        self.bytes = bytes
        self.place = place
        self.words = words
    }

    /// The correct file with `old` replaced.
    init(_ old: String, _ new: String, _ place: (Int, Int), _ words: String...) {
        testDescription = new.replacing("\n", with: "⏎")
        bytes = Array(Self.good.with(old, new).utf8)
        self.place = place
        self.words = words
    }

    static let good = """
        product: lamp
        name: 台灯
        matching: {titleWords: [台灯]}
        flagging: {lowPriceZ: "-3.0", minimumListings: 30, burstUnitsPerDay: 500, livestream: true}
        declares:
          material: {name: 材料, values: {plastic: 塑料, metal: 金属}}
          volts: {name: 电压, unit: V}
        editions:
          - edition: "GB 1-2014"
            produced: {until: "2026-10-31"}
            items:
              - code: LP-PB
                name: 铅
                unit: mg/kg
                standard: GB 1-2014
                method: GB 2-2014
                limit: {max: "90"}
                hazard: serious
                source: {confidence: S}
              - code: LP-LBL
                name: 标识
                standard: GB 1-2014
                method: GB 1-2014
                passFail: true
                hazard: general
                source: {confidence: V, note: clause 5}

        """

    static let all = keys + figures + structure + plans + texts

    private static let keys = [
        StrangersFile("name: 台灯", "name: 台灯\ncolour: red", (3, 1), "“colour” is not known here", "known are"),
        StrangersFile("{titleWords:", "{words: [a], titleWords:", (3, 12), "“words” is not known here"),
        StrangersFile("livestream: true", "livestraem: true, livestream: true", (4, 75), "did you mean “livestream”?"),
        StrangersFile("{name: 电压,", "{nmae: x, name: 电压,", (7, 11), "did you mean “name”?"),
        StrangersFile("    items:", "    itmes: []\n    items:", (11, 5), "did you mean “items”?"),
        StrangersFile("{until:", "{untill: x, until:", (10, 16), "did you mean “until”?"),
        StrangersFile("        unit: mg", "        limt: 5\n        unit: mg", (14, 9), "did you mean “limit”?"),
        StrangersFile("{max:", "{mx: 1, max:", (17, 17), "did you mean “max”?"),
        StrangersFile("{confidence: S", "{url: x, confidence: S", (19, 18), "“url” is not known here"),
        StrangersFile(
            "name: 台灯", "name: 台灯\nclass: {code: \"1\", system: x}", (3, 8), "write version: \"2019\"", "未注明"),
    ]

    private static let figures = [
        StrangersFile("        unit: mg/kg\n", "", (12, 9), "a limit needs a unit; write unit: \"\""),
        StrangersFile("{max:", "{min: \"100\", max:", (17, 16), "lower limit 100 is above the upper limit 90"),
        StrangersFile("        method: GB 2-2014\n", "", (12, 9), "no method measures this item"),
        StrangersFile("\"90\"", "90", (17, 22), "write this figure in quotes (\"90\")"),
        StrangersFile("\"90\"", "\"90,5\"", (17, 22), "no plain decimal", "write a decimal point"),
        StrangersFile("\"90\"", "\"９０\"", (17, 22), "no plain decimal", "write \"90\""),
        StrangersFile("\"90\"", "\"1e3\"", (17, 22), "no plain decimal", "write \"1000\""),
        StrangersFile("\"90\"", "\"≤90\"", (17, 22), "no plain decimal", "the key says how it is compared"),
        StrangersFile("\"90\"", "\"<90\"", (17, 22), "no plain decimal", "the key says how it is compared"),
        StrangersFile("\"90\"", "\"90 mg/kg\"", (17, 22), "no plain decimal", "its unit stands under unit"),
        StrangersFile("\"90\"", "\"80-90\"", (17, 22), "no plain decimal", "as min and max"),
        StrangersFile("\"90\"", "\"12345678901234567890\"", (17, 22), "at most 18 significant digits"),
        StrangersFile("\"90\"", "“90”", (17, 22), "(\"90\")", "no quotes to YAML"),
        StrangersFile("2026-10-31", "2026-02-30", (10, 23), "expected a day such as \"2026-11-01\""),
        StrangersFile("\"2026-10-31\"", "2026-10-31", (10, 23), "in quotes (\"2026-10-31\")"),
        StrangersFile("{until:", "{from: \"2027-01-01\", until:", (10, 15), "“until” lies before “from”"),
        StrangersFile("confidence: S", "confidence: M", (19, 17), "needs a note: where it should be looked for"),
        StrangersFile("confidence: S", "confidence: Q", (19, 30), "write one of V, S, M, X"),
        StrangersFile(
            "burstUnitsPerDay: 500", "burstUnitsPerDay: 9223372036854775807", (4, 70), "from 1 to 1000000000"),
        StrangersFile("minimumListings: 30", "minimumListings: 0", (4, 48), "from 1 to 1000000"),
        StrangersFile("passFail: true", "gradeAtLeast: \"3-5\"", (24, 23), "expected a grade such as \"3\" or \"3-4\""),
    ]

    private static let structure = [
        StrangersFile(
            "overlapping editions",
            Array(
                (good + """
                      - edition: "B"
                        produced: {from: "2026-10-31"}
                        items:
                          - {code: A, name: 甲, standard: G, method: G, passFail: true, hazard: general, source: {confidence: S}}

                    """).utf8), (27, 5), "overlaps edition “GB 1-2014” in production and sale dates"),
        StrangersFile("code: LP-LBL", "code: LP-PB", (20, 15), "the item LP-PB stands twice in this edition"),
        StrangersFile("code: LP-PB", "code: 铅-1", (12, 15), "“铅-1” is no code", "letters, digits"),
        StrangersFile("{plastic: 塑料,", "{塑料: 塑料,", (6, 37), "“塑料” is no code"),
        StrangersFile("limit:", "sumOf: [LP-PB, LP-LBL]\n        limit:", (17, 17), "cannot be made of itself"),
        StrangersFile("limit:", "sumOf: [LP-LBR, LP-X]\n        limit:", (17, 17), "did you mean LP-LBL?"),
        StrangersFile("passFail: true", "anyOf: [LP-LBL, LP-PB]", (24, 17), "cannot be made of itself"),
        StrangersFile(
            "passFail: true",
            "anyOf: [LP-A, LP-PB]\n        hazard: general\n        source: {confidence: S}\n      "
                + "- code: LP-A\n        name: 甲\n        standard: G\n        anyOf: [LP-LBL, LP-PB]", (24, 16),
            "the alternatives lead in a circle: LP-LBL → LP-A → LP-LBL"),
        StrangersFile("passFail: true", "passFail: true\n        absent: true", (20, 9), "write exactly one of"),
        StrangersFile("name: 铅", "name:", (13, 14), "must not be empty"),
        StrangersFile("product: lamp", "product: lmap", (1, 10), "must stand in a file lmap.yaml"),
        StrangersFile(
            "limit: {max: \"90\"}", "limits: {wood: {max: \"90\"}}\n        by: material", (17, 24), "known are"),
        StrangersFile("    items:", "    items: 5\n    rest:", (11, 12), "expected a list (- item)"),
    ]

    private static func plan(_ text: String, _ column: Int, _ words: String) -> StrangersFile {
        StrangersFile("hazard: serious", "hazard: serious\n        specimens: " + text, (19, column), words)
    }

    private static let plans = [
        plan("{n: -1, Ac: 0, Re: 1}", 24, "expected a whole number without sign"),
        plan("{n: 3, Ac: -1, Re: 1}", 31, "expected a whole number without sign"),
        plan("{n: 3, Ac: 0, Re: -1}", 38, "expected a whole number without sign"),
        plan("{n: 3, Ac: 2, Re: 2}", 38, "Re 2 must be above Ac 2"),
        plan("{n: 3, Ac: 0, Re: 4}", 38, "can never be reached by 3 specimens"),
        StrangersFile(
            "hazard: serious", "hazard: serious\n        escalate: {multiple: \"3\", basis: x}", (19, 19),
            "unreachable: the item is serious already"),
        StrangersFile(
            "    items:", "    escalation: {groups: [{hazardGroup: heat, items: 2, basis: x}]}\n    items:", (11, 41),
            "no item has the hazardGroup “heat”"),
    ]

    private static let bomb =
        "a: &a [x, x]\n"
        + zip("abcdefghijklmnopqrst", "bcdefghijklmnopqrstu").map {
            "\($1): &\($1) [*\($0),*\($0),*\($0),*\($0),*\($0),*\($0),*\($0),*\($0),*\($0)]\n"
        }.joined() + "? *u\n: 1\n"

    private static let texts = [
        StrangersFile("        unit: mg/kg", "\tunit: mg/kg", (14, 1), "tab character", "indent with spaces"),
        StrangersFile(
            "        unit: mg/kg", "        unit： mg/kg", (15, 9), "could not find expected ':'", "colon of ASCII"),
        StrangersFile(
            "        unit: mg/kg", "        unit: mg/kg\n        unit: g/kg", (14, 9), "stands twice: unit", "keep one"),
        StrangersFile("      - code: LP-LBL", "        code: LP-LBL", (12, 9), "stands twice", "is a “- ” missing"),
        StrangersFile("{confidence: S}", "&s {confidence: S}", (19, 17), "anchors (&) and aliases (*) are not read"),
        StrangersFile("{confidence: V, note: clause 5}", "*s", (26, 17), "write the value itself"),
        StrangersFile("aliases that stand for billions of nodes", Array(bomb.utf8), (1, 4), "aliases (*) are not read"),
        StrangersFile("\"90\"}", "\"90\"", (18, 9), "a bracket is not closed"),
        StrangersFile("\"90\"", "\"90", (27, 1), "a quote or a bracket further above is not closed"),
        StrangersFile("editions:", "---\neditions:", (8, 1), "another document", "take the line “---” out"),
        StrangersFile("铅", "铅\u{7}", (13, 16), "control characters are not allowed", "delete it"),
        StrangersFile("nothing at all", [], (1, 1), "the file must hold a mapping (key: value)"),
        StrangersFile("a comment alone", Array("# later\n".utf8), (1, 1), "the file must hold a mapping"),
        StrangersFile(
            "GB 18030", Array("product: lamp\nname: ".utf8) + [0xCC, 0xA8, 0xB5, 0xC6], (2, 8),
            "not valid UTF-8; save it"),
        StrangersFile("UTF-16", [0xFF, 0xFE] + Array("p\0r\0".utf8), (1, 1), "not valid UTF-8; save it as UTF-8"),
        StrangersFile(
            "brackets without end", Array(("a: " + String(repeating: "[", count: 20_000)).utf8), (1, 5), "too deeply"),
    ]
}

@Suite("A new author's criteria file", .timeLimit(.minutes(1)))
struct StrangerTests {
    @Test("has messages with the fault, the place and the remedy", arguments: StrangersFile.all)
    func message(_ file: StrangersFile) throws {
        let found = CriteriaFile.examine(file.bytes, file: "Criteria/lamp.yaml")
        #expect(found.criteria == nil)
        let fitting = found.diagnostics.first { one in file.words.allSatisfy(one.message.contains) }
        let mistake = try #require(fitting, "\(found.diagnostics.map(\.description))")
        #expect((mistake.line, mistake.column) == file.place, "\(mistake)")
        #expect(mistake.file == "Criteria/lamp.yaml" && mistake.severity == .mistake)
    }

    @Test("is read whatever bytes its editor writes at the beginning and at the end of lines")
    func harmless() {
        let text = StrangersFile.good
        let forms = [
            Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), Array(text.replacing("\n", with: "\r\n").utf8),
            Array(text.replacing("note: clause 5", with: "note: A & B * C").utf8),
            Array(text.replacing("note: clause 5", with: "note: '*C'").utf8),
            Array(text.replacing("note: clause 5}", with: "note: \"*C \\\" &D\"} # &E").utf8),
        ]
        for bytes in forms {
            let found = CriteriaFile.examine(bytes, file: "Criteria/lamp.yaml")
            #expect(found.criteria != nil && found.diagnostics.isEmpty, "\(found.diagnostics.map(\.description))")
        }
        let block = text.with(
            "{confidence: V, note: clause 5}",
            "\n          confidence: V\n          note: |\n            * a\n            &b\n")
        #expect(criteriaMistakes(block).isEmpty, "\(criteriaMistakes(block).map(\.description))")
    }

    @Test("with many mistakes is reported completely in one run")
    func many() {
        let bad = StrangersFile.good
            .with("name: 台灯\n", "name: 台灯\ncolour: red\n").with("until: \"2026-10-31\"", "until: \"2026/10/31\"")
            .with("unit: mg/kg\n", "unit: mg/kg\n        limt: 5\n").with("\"90\"", "\"90,5\"")
            .with("hazard: serious", "hazard: severe").with("passFail: true", "passFail: yes")
        #expect(criteriaMistakes(bad).count >= 6, "\(criteriaMistakes(bad).map(\.description))")
    }
}
