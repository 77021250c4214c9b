import Domain
import Rulebook
import Testing

@Suite("A criteria file")
struct CriteriaFileTests {
    private let text = RuleText.criteria

    @Test("is read in full")
    func reads() throws {
        let criteria = try CriteriaFile.read(Array(text.utf8), file: "Criteria/lamp.yaml")
        #expect(criteria.product == "lamp")
        #expect(criteria.name == "台灯")
        #expect(criteria.matching == MatchingRule(categories: [:], titleWords: ["台灯"], exceptWords: []))
        #expect(criteria.flagging.lowPriceZ.text == "-3.0")
        #expect(criteria.flagging.minimumListings == 30)
        #expect(criteria.rule == RuleReference(file: "Criteria/lamp.yaml", hash: Digest.sha256(text)))
        let edition = try #require(criteria.editions.first)
        #expect(edition.identifier == "GB 1-2014")
        #expect(edition.produced.until?.text == "2026-10-31")
        #expect(edition.sold.isUnbounded)
        #expect(edition.items.map(\.code) == ["LP-PB", "LP-LBL"])
        #expect(edition.items.map(\.hazard) == [.serious, .general])
        #expect(edition.items[1].source == FigureSource(confidence: .verified, note: "clause 5"))
        #expect(edition.items[1].requirement == .passFail)
    }

    @Test("keeps limits, grades and variants as written")
    func requirements() throws {
        let limits = text.with(
            #"limit: {max: "90"}"#, #"limits: {A: {min: "4.0", below: "7.50"}, B: {above: "1", comparison: rounded}}"#)
        let item = try CriteriaFile.read(Array(limits.utf8), file: "Criteria/lamp.yaml").editions[0].items[0]
        guard case .number(let byVariant) = item.requirement else {
            Issue.record("not a number: \(item.requirement)")
            return
        }
        #expect(byVariant.mapValues(\.text) == ["A": "4.0～7.50（不含）", "B": ">1"])
        #expect(byVariant["B"]?.comparison == .rounded)
        let graded = text.with(#"limit: {max: "90"}"#, #"gradesAtLeast: {A: "3-4", B: "3"}"#)
        let grades = try CriteriaFile.read(Array(graded.utf8), file: "Criteria/lamp.yaml").editions[0].items[0]
        #expect(grades.requirement == .gradeAtLeast(["A": try #require(Grade("3-4")), "B": try #require(Grade("3"))]))
    }

    @Test("keeps the digits of a limit that end before the point")
    func powersOfTen() throws {
        let text = self.text.with(#"max: "90""#, #"min: "14×10²", comparison: rounded"#)
        let item = try CriteriaFile.read(Array(text.utf8), file: "Criteria/lamp.yaml").editions[0].items[0]
        guard case .number(let limits) = item.requirement, let limit = limits[TestItem.anyVariant] else {
            Issue.record("not a number: \(item.requirement)")
            return
        }
        #expect(limit.text == "≥14×10²")
        func verdict(_ value: String) -> Verdict {
            ItemJudging.judge(item, ItemResult(item: "LP-PB", value: value, unit: "mg/kg"), declared: [:]).verdict
        }
        // GB/T 8170-2008, the table of clause 4.3.3.
        #expect(verdict("1351") == .meets)
        #expect(verdict("1349") == .fails)
    }

    @Test("an unknown key is reported with file, line and column")
    func unknownKey() throws {
        let misspelt = text.with("hazard: serious", "hazzard: serious")
        let found = criteriaMistakes(misspelt)
        let unknown = try #require(found.first { $0.message.contains("“hazzard”") })
        #expect(unknown.file == "Criteria/lamp.yaml")
        #expect(unknown.line == misspelt.line(of: "hazzard"))
        #expect(unknown.column == 9)
        #expect(unknown.key == "editions[0].items[0]")
        #expect(unknown.message.contains("known are") && unknown.message.contains("hazard"))
        #expect(unknown.description.hasPrefix("Criteria/lamp.yaml:\(unknown.line):9: editions[0].items[0]: "))
    }

    @Test("a misspelt bound does not count as no bound")
    func misspeltBound() {
        let found = criteriaMistakes(text.with(#"{max: "90"}"#, #"{max: "90", mim: "10"}"#))
        #expect(found.map(\.key) == ["editions[0].items[0].limit"])
        #expect(found.first?.message.contains("“mim”") == true)
    }

    @Test(
        "a missing key is reported by name",
        arguments: [
            "product: lamp\n", "name: 台灯\n", "  livestream: true\n", "        hazard: serious\n",
        ])
    func missingKey(_ line: String) throws {
        let key = try #require(line.split(separator: ":").first).drop { $0 == " " }
        let found = criteriaMistakes(text.with(line, ""))
        #expect(found.map(\.message) == ["the key “\(key)” is missing"])
        #expect(found.allSatisfy { $0.line > 0 && $0.column > 0 })
    }

    @Test("a key that is repeated is refused, and its line is reported")
    func duplicateKey() throws {
        let twice = text.with("name: 台灯", "name: 台灯\nname: 落地灯")
        let found = criteriaMistakes(twice)
        #expect(found.count == 1)
        #expect(found.first?.message == "the same key stands twice: name; keep one of them")
        #expect([2, 3].contains(found.first?.line))
    }

    @Test(
        "a figure without quotes is refused, because YAML would read 010 as 8",
        arguments: ["010", "90", "0.10", "1e2", "12:30"])
    func unquotedFigure(_ figure: String) throws {
        let bare = text.with(#"max: "90""#, "max: \(figure)")
        let found = try #require(criteriaMistakes(bare).first { $0.key == "editions[0].items[0].limit.max" })
        #expect(found.message.contains("in quotes (\"\(figure)\")"))
        #expect(found.line == bare.line(of: "max: "))
        #expect(found.column == 22)
    }

    @Test(
        "a figure in quotes is refused unless it is a plain number",
        arguments: ["", "1,5", "1e3", "90 mg/kg", ".5", "≤90"])
    func strangeFigure(_ figure: String) {
        let found = criteriaMistakes(text.with(#"max: "90""#, "max: \"\(figure)\""))
        #expect(found.contains { $0.message.hasPrefix("“\(figure)” is no plain decimal number such as \"0.1\"") })
    }

    @Test("the file must have the name of its product")
    func fileName() {
        let found = criteriaMistakes(text, file: "Criteria/lamps.yaml")
        #expect(found.map(\.message) == ["the product “lamp” must stand in a file lamp.yaml"])
        #expect(found.first?.line == 1)
        #expect(criteriaMistakes(text, file: "lamp.yaml").isEmpty)
    }

    @Test("a wrong word is reported with the list of known words")
    func wrongWord() {
        let found = criteriaMistakes(text.with("hazard: serious", "hazard: grave"))
        #expect(found.map(\.message) == ["“grave” is not known; write one of general, serious"])
        #expect(found.first?.key == "editions[0].items[0].hazard")
    }

    @Test("the threshold of a low price is below zero", arguments: ["0", "3.0", "low"])
    func lowPriceZ(_ z: String) {
        let found = criteriaMistakes(text.with(#""-3.0""#, "\"\(z)\""))
        #expect(found.map(\.message) == ["expected a number below zero in quotes, such as \"-3.0\""])
    }

    @Test("whole numbers are whole numbers", arguments: ["030", "3.5", "-1", "\"30\"", "thirty", "1_000"])
    func wholeNumbers(_ number: String) {
        let found = criteriaMistakes(text.with("minimumListings: 30", "minimumListings: \(number)"))
        #expect(found.map(\.message) == ["expected a whole number without sign, leading zero or unit"])
    }

    @Test("a product must have matching words")
    func findable() {
        let found = criteriaMistakes(text.with("[台灯]", "[]"))
        #expect(found.map(\.message) == ["a product needs title words, combinations or categories to be found by"])
    }

    @Test("several mistakes are all reported in one run, in any order")
    func allAtOnce() {
        let broken =
            text
            .with("name: 台灯\n", "")
            .with("livestream: true", "livestream: maybe")
            .with(#"max: "90""#, "max: 90")
            .with("hazard: general", "hazard: small")
            .with("confidence: V", "confidense: V")
        let messages = criteriaMistakes(broken).map(\.message)
        for part in [
            "“name” is missing", "expected true or false", "in quotes", "“small” is not known", "“confidense”",
        ] {
            #expect(messages.contains { $0.contains(part) }, "\(part)")
        }
    }
}
