import Domain
import Rulebook
import TestSupport
import Testing

@Suite("Confirming a figure in the text of a criteria file")
struct CriteriaEditTests {
    private static let text = """
        # yaml-language-server: $schema=criteria.schema.json
        # 台灯: the first comment stays   .
        product: lamp
        name: 台灯
        matching: {titleWords: [台灯]}   # "quoted # no comment"
        flagging: {lowPriceZ: "-3.0", minimumListings: 30, burstUnitsPerDay: 500, livestream: true}
        declares:
          material: {name: 材料, values: {plastic: 塑料, metal: 金属}}
          age: {name: 年龄, values: {child: 儿童, adult: 成人}}
        editions:
          - edition: "GB 1-2014"
            produced: {until: "2026-10-31"}
            items:
              - code: LP-PB
                name: 铅
                unit: mg/kg
                standard: GB 1-2014
                method: GB/T 2-2014
                limits: {plastic: {max: "90"}, metal: {max: "300", source: {confidence: M, note: recalled}}}
                by: material
                hazard: serious
                source: {confidence: S, note: two pages}
                ifUnverified: list  # until it is confirmed
              - code: LP-FILM
                name: 薄膜厚度
                unit: mm
                standard: GB 1-2014
                method: GB 1-2014
                limit: {min: "0.038"}
                hazard: general
                source:   # where it may be
                  confidence: M
                  note: "recalled: {a} 'b' # c"  # not found
                  # the last one
                # before the next key
                ifUnverified: list
              - {code: LP-LBL, name: 标识, standard: GB 1, method: GB 1, passFail: true, hazard: general, source: {confidence: X, note: "x, y"}, ifUnverified: hold}
              - code: LP-AGE
                name: 小零件
                standard: GB 1-2014
                method: GB 1-2014
                cases:
                  - {when: {age: child, material: [plastic, metal]}, absent: true}
                  - when: {age: adult}
                    limit:
                      max: "5"   # five
                unit: mg/kg
                hazard: serious
                source:
                  confidence: M
                  note: >
                    recalled from a table
                    of two lines
          - edition: "GB 1-2025"
            produced: {from: "2026-11-01"}
            items:
              - code: LP-FILM
                name: 薄膜厚度
                unit: mm
                standard: GB 1-2025
                method: GB 1-2025
                limit: {min: "0.04", source: {confidence: M, note: recalled}}
                hazard: general
                source: {confidence: S}

        """

    private func confirmation(
        _ item: String, edition: String? = nil, samples: String? = nil, value: String? = nil, note: String = "GB 1 表1",
        by: String = "张三", _ confidence: FigureSource.Confidence = .verified
    ) throws -> FigureConfirmation {
        let day = try #require(CalendarDay(text: "2026-11-30"))
        return FigureConfirmation(
            product: "lamp", item: item, edition: edition, samples: samples, value: value,
            source: FigureSource(confidence: confidence, note: note, confirmed: .init(on: day, by: by)))
    }

    /// The film of the first edition.
    private func firstFilm(
        samples: String? = nil, value: String? = nil, note: String = "GB 1 表1", by: String = "张三"
    ) throws -> FigureConfirmation {
        try confirmation("LP-FILM", edition: "GB 1-2014", samples: samples, value: value, note: note, by: by)
    }

    private func edited(_ confirmation: FigureConfirmation, _ text: String = text) throws -> String {
        String(
            decoding: try CriteriaEdit.confirm(confirmation, in: Array(text.utf8), file: "lamp.yaml").bytes,
            as: UTF8.self)
    }

    /// The lines of `text` that `other` has not, and the reverse.
    private func difference(_ text: String, _ other: String) -> (removed: [String], added: [String]) {
        let changes = other.split(separator: "\n", omittingEmptySubsequences: false)
            .difference(from: text.split(separator: "\n", omittingEmptySubsequences: false))
        func lines(_ list: [CollectionDifference<Substring>.Change]) -> [String] {
            list.map {
                switch $0 {
                case .insert(_, let line, _), .remove(_, let line, _): line.trimmingPrefix { $0 == " " }.description
                }
            }
        }
        return (lines(changes.removals), lines(changes.insertions))
    }

    private static let written = #"{confidence: V, note: "GB 1 表1", confirmed: {on: "2026-11-30", by: 张三}}"#

    @Test("a source in braces is replaced; the other figures and lines stay")
    func flow() throws {
        let text = try edited(confirmation("LP-LBL"))
        let (removed, added) = difference(Self.text, text)
        #expect(removed.count == 1)
        #expect(
            added == [
                "- {code: LP-LBL, name: 标识, standard: GB 1, method: GB 1, passFail: true, hazard: general, source: \(Self.written)}"
            ])
    }

    @Test("a source of several lines becomes one line; its comments stand above it, and the comments around it stay")
    func block() throws {
        let text = try edited(firstFilm())
        let (removed, added) = difference(Self.text, text)
        #expect(
            removed == [
                "source:   # where it may be", "confidence: M", "note: \"recalled: {a} 'b' # c\"  # not found",
                "ifUnverified: list",
            ])
        #expect(added == ["# where it may be", "# not found", "source: \(Self.written)"])
        #expect(text.contains("          # the last one\n        # before the next key\n"))
    }

    @Test("a text of several lines is replaced as a whole")
    func folded() throws {
        let (removed, added) = difference(Self.text, try edited(confirmation("LP-AGE")))
        #expect(removed == ["source:", "confidence: M", "note: >", "recalled from a table", "of two lines"])
        #expect(added == ["source: \(Self.written)"])
    }

    @Test("the source of one case is replaced or added, by its key, its declaration or its whole name")
    func cases() throws {
        for samples in ["metal", "material=metal"] {
            let (removed, added) = difference(Self.text, try edited(confirmation("LP-PB", samples: samples)))
            #expect(removed.count == 2 && removed[1] == "ifUnverified: list  # until it is confirmed")
            #expect(
                added == [
                    #"limits: {plastic: {max: "90"}, metal: {max: "300", source: \#(Self.written)}}"#,
                    "# until it is confirmed",
                ], "ifUnverified goes, and its comment stays")
        }
        let plastic = difference(Self.text, try edited(confirmation("LP-PB", samples: "plastic")))
        #expect(
            plastic.added == [
                #"limits: {plastic: {max: "90", source: \#(Self.written)}, metal: {max: "300", source: {confidence: M, note: recalled}}}"#
            ])
        let child = difference(
            Self.text, try edited(confirmation("LP-AGE", samples: "age=child,material=metal/plastic")))
        #expect(
            child.added == ["- {when: {age: child, material: [plastic, metal]}, absent: true, source: \(Self.written)}"]
        )
        let adult = difference(Self.text, try edited(confirmation("LP-AGE", samples: "adult")))
        #expect(adult.removed == [] && adult.added == ["source: \(Self.written)"])
    }

    @Test("all editions with the same requirement are changed, unless one is named")
    func editions() throws {
        let same = Self.text.with(
            #"{min: "0.04", source: {confidence: M, note: recalled}}"#, #"{min: "0.038"}"#)
        let both = try edited(confirmation("LP-FILM"), same)
        #expect(both.ranges(of: Self.written).count == 2)
        let one = try edited(confirmation("LP-FILM", edition: "GB 1-2025"), same)
        #expect(one.ranges(of: Self.written).count == 1)
    }

    @Test("a limit's own source is the one that counts")
    func ownSource() throws {
        let text = try edited(confirmation("LP-FILM", edition: "GB 1-2025"))
        #expect(text.contains(#"limit: {min: "0.04", source: \#(Self.written)}"#))
    }

    @Test("one edition must be named if the requirements differ, or if a value is given")
    func severalEditions() throws {
        let refusal = CriteriaRefusal.severalEditions(["GB 1-2014", "GB 1-2025"])
        #expect(throws: refusal) { try edited(confirmation("LP-FILM")) }
        let same = Self.text.with("min: \"0.04\"", "min: \"0.038\"")
        #expect(throws: refusal) { try edited(confirmation("LP-FILM", value: "0.04"), same) }
    }

    @Test("a value is written with its source, in quotes; one end of a range is named")
    func values() throws {
        let film = try edited(firstFilm(value: "0.036"))
        #expect(film.contains(#"limit: {min: "0.036"}"#))
        let adult = try edited(confirmation("LP-AGE", samples: "age=adult", value: "max=6"))
        #expect(adult.contains("              max: \"6\"   # five\n"))
        let limit = "limit: {min: \"4.0\", max: \"8.5\"}"
        let range = Self.text.with("limit: {min: \"0.038\"}", limit)
        #expect(throws: CriteriaRefusal.noSingleValue(ends: ["min", "max"])) {
            try edited(firstFilm(value: "9.0"), range)
        }
        #expect(
            try edited(firstFilm(value: "max=9.0"), range)
                .contains("limit: {min: \"4.0\", max: \"9.0\"}"))
        #expect(throws: CriteriaRefusal.noSingleValue(ends: [])) { try edited(confirmation("LP-LBL", value: "5")) }
    }

    @Test("an unknown edition, item or case is refused with the known ones")
    func unknown() throws {
        #expect(throws: CriteriaRefusal.unknownEdition("GB 2", known: ["GB 1-2014", "GB 1-2025"])) {
            try edited(confirmation("LP-PB", edition: "GB 2"))
        }
        #expect(throws: CriteriaRefusal.unknownItem("LP-XX", known: ["LP-PB", "LP-FILM", "LP-LBL", "LP-AGE"])) {
            try edited(confirmation("LP-XX"))
        }
        #expect(throws: CriteriaRefusal.unknownItem("LP-PB", known: ["LP-FILM"])) {
            try edited(confirmation("LP-PB", edition: "GB 1-2025"))
        }
        #expect(throws: CriteriaRefusal.unknownCase("wood", known: ["material=plastic", "material=metal"])) {
            try edited(confirmation("LP-PB", samples: "wood"))
        }
        #expect(throws: CriteriaRefusal.unknownCase("metal", known: [])) {
            try edited(firstFilm(samples: "metal"))
        }
        #expect(throws: CriteriaRefusal.severalCases(["material=plastic", "material=metal"])) {
            try edited(confirmation("LP-PB"))
        }
    }

    @Test("a file with mistakes is refused, and so is a value that would make one")
    func mistakes() throws {
        let broken = Self.text.with("hazard: serious", "hazrad: serious")
        #expect {
            try edited(confirmation("LP-FILM"), broken)
        } throws: { error in
            guard case CriteriaRefusal.mistakes(let mistakes) = error else { return false }
            return mistakes.contains { $0.message.contains("hazrad") }
        }
        for value in ["≤5", "5\"", "\\", "5\", max: \"6"] {
            #expect("\(value)") {
                try edited(firstFilm(value: value))
            } throws: { error in
                guard case CriteriaRefusal.mistakes(let mistakes) = error else { return false }
                return mistakes.contains { $0.key == "editions[0].items[1].limit.min" }
            }
        }
    }

    @Test("a confirmation that the file states already changes nothing")
    func twice() throws {
        let once = try edited(firstFilm())
        let again = try CriteriaEdit.confirm(firstFilm(), in: Array(once.utf8), file: "lamp.yaml")
        #expect(again.bytes == Array(once.utf8) && again.changes.isEmpty)
        let other = try edited(firstFilm(note: "GB 1 表2"), once)
        #expect(other.contains("表2") && !other.contains("表1"))
    }

    @Test("quotes, Windows line ends, a byte-order mark and a missing last line break are kept")
    func forms() throws {
        let windows = Self.text.replacing("\n", with: "\r\n")
        let edited = try edited(firstFilm(), windows)
        #expect(edited.replacing("\r\n", with: "\n") == (try self.edited(firstFilm())))
        #expect(!edited.replacing("\r\n", with: "").contains("\n"))
        let marked = try CriteriaEdit.confirm(
            firstFilm(), in: [0xEF, 0xBB, 0xBF] + Array(Self.text.utf8), file: "lamp.yaml")
        #expect(marked.bytes == [0xEF, 0xBB, 0xBF] + Array(try self.edited(firstFilm()).utf8))
        let open = String(Self.text.dropLast()) + "\n        ifUnverified: list"
        let second = try confirmation("LP-FILM", edition: "GB 1-2025")
        #expect(try self.edited(second, open).hasSuffix("source: {confidence: S}"))
        let quoted = try self.edited(firstFilm(note: #"a "b" \ c: {d} # e"#, by: "O'Neil, no"))
        let criteria = try CriteriaFile.read(Array(quoted.utf8), file: "lamp.yaml")
        #expect(criteria.editions[0].item("LP-FILM")?.source.note == #"a "b" \ c: {d} # e"#)
        #expect(criteria.editions[0].item("LP-FILM")?.source.confirmed?.by == "O'Neil, no")
    }

    @Test("every figure of every shipped file can be confirmed, and nothing else changes")
    func shipped() throws {
        for name in try Repository.names(in: "Criteria") where name.hasSuffix(".yaml") {
            let bytes = Array(try Repository.text("Criteria/" + name).utf8)
            let before = try CriteriaFile.read(bytes, file: name)
            for edition in before.editions {
                for item in edition.items {
                    for figure in item.figures where !figure.source.confidence.isUsable {
                        let isCase =
                            item.figureSources.contains { $0.source == figure.source } && !figure.samples.isEmpty
                        try check(name, bytes, before, edition, item, isCase ? figure.samples : nil)
                    }
                }
            }
        }
    }

    private func check(
        _ name: String, _ bytes: [UInt8], _ before: ProductCriteria, _ edition: CriteriaEdition, _ item: TestItem,
        _ samples: String?
    ) throws {
        let place = "\(name) \(edition.identifier) \(item.code) \(samples ?? "")"
        let result = try CriteriaEdit.confirm(
            confirmation(item.code, edition: edition.identifier, samples: samples), in: bytes, file: name)
        let after = try CriteriaFile.read(result.bytes, file: name)
        let open = before.editions.flatMap(\.items).map(\.unverifiedFigures.count).reduce(0, +)
        #expect(after.editions.flatMap(\.items).map(\.unverifiedFigures.count).reduce(0, +) < open, "\(place)")
        let differences = CriteriaDifference.between(before, after)
        #expect(differences.allSatisfy { $0.item == item.code && $0.edition == edition.identifier }, "\(place)")
        #expect(differences.contains { $0.kind == .source }, "\(place)")
    }
}
