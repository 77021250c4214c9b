import Domain
import Rulebook
import Testing

private func sharedMistakes(_ yaml: String) -> [Diagnostic] {
    do throws(RulebookError) {
        _ = try SharedFlagFile.read(Array(yaml.utf8), file: "Criteria/shared/flagging.yaml")
        return []
    } catch {
        return error.diagnostics
    }
}

@Suite("The shared flag rules")
struct SharedFlagFileTests {
    private func read(_ yaml: String) throws -> SharedFlagRules {
        try SharedFlagFile.read(Array(yaml.utf8), file: "Criteria/shared/flagging.yaml")
    }

    @Test("that are shipped equal the program's own, and switch off every recalled list")
    func shipped() throws {
        let rulebook = try shippedRulebook.get()
        let shared = rulebook.sharedFlagging
        let proposed = SharedFlagRules.standard
        #expect(shared.rule.file.hasSuffix("Criteria/shared/flagging.yaml") && Digest.isSHA256(shared.rule.hash))
        #expect(shared.points == proposed.points && shared.burst == proposed.burst)
        #expect(shared.brushing == proposed.brushing && shared.attention == proposed.attention)
        #expect(shared.failingShop == proposed.failingShop && shared.maker == proposed.maker)
        #expect(shared.twins == proposed.twins && shared.injuryGrades == proposed.injuryGrades)
        #expect(!shared.forbiddenClaims.isEmpty)
        #expect(shared.forbiddenClaims.allSatisfy { !$0.isEnabled || $0.source.confidence != .recalled })
        #expect(rulebook.criteria.values.allSatisfy { $0.flagging.grade == nil }, "grades are the operator's data")
    }

    @Test("keep the proposed value of a key that is left out")
    func partial() throws {
        let shared = try read("priority: {low-price: 50}\nfailingShop: {years: 3}\n")
        #expect(shared.points(.lowPrice) == 50 && shared.points(.salesBurst) == 20)
        #expect(shared.failingShop.years == 3 && shared.failingShop.endedWithinYears == 1)
    }

    @Test("do not check a type of attention whose limit is left out")
    func attention() throws {
        let shared = try read("attention: {item: {opinions: 5}, product: {complaints: 100}}\n")
        #expect(shared.attention.item == AttentionRule.Limits(opinions: 5))
        #expect(shared.attention.product.complaints == 100 && shared.attention.shop.complaints == 10)
    }

    @Test(
        "a mistake is reported with its key and its line",
        arguments: [
            ("priority: {low-prize: 50}\n", "priority", 1), ("priority: {low-price: 1001}\n", "priority.low-price", 1),
            ("burst:\n  topShare: \"1\"\n", "burst.topShare", 2), ("burst:\n  topShare: 0.1\n", "burst.topShare", 2),
            ("burst: {topShare: \"0\"}\n", "burst.topShare", 1),
            ("burst: {topShare: \"0.0000001\"}\n", "burst.topShare", 1),
            ("maker: {signs: 4}\n", "maker.signs", 1), ("injuryGrades: [4]\n", "injuryGrades[0]", 1),
            ("twins: {similarity: \"1.1\"}\n", "twins.similarity", 1), ("grades: [1]\n", "", 1),
            ("attention: {item: {complaints: 0}}\n", "attention.item.complaints", 1),
            (
                "forbiddenClaims:\n  - {name: a, words: [], basis: b, source: {confidence: S}, enabled: true}\n",
                "forbiddenClaims[0].words", 2
            ),
            ("forbiddenClaims:\n  - {name: a, words: [x], basis: b, enabled: true}\n", "forbiddenClaims[0]", 2),
        ])
    func mistakes(_ yaml: String, _ key: String, _ line: Int) {
        let found = sharedMistakes(yaml)
        #expect(found.contains { $0.key == key && $0.line == line }, "\(found)")
    }

    @Test("an empty folder has the program's own rules")
    func none() {
        var diagnostics: [Diagnostic] = []
        let shared = Rulebook.sharedFlagging(besides: repositoryRoot + "/Crawlers", &diagnostics)
        #expect(shared == .standard && diagnostics.isEmpty)
    }
}

@Suite("The flag rules of a product")
struct FlaggingSectionTests {
    private func read(_ more: String) throws -> FlaggingThresholds {
        let text = RuleText.criteria.with("  livestream: true\n", "  livestream: true\n" + more)
        return try CriteriaFile.read(Array(text.utf8), file: "Criteria/lamp.yaml").flagging
    }

    private func keys(_ more: String) -> [String] {
        criteriaMistakes(RuleText.criteria.with("  livestream: true\n", "  livestream: true\n" + more)).map(\.key)
    }

    @Test("may grade the product, with the source of the grade")
    func grade() throws {
        let flagging = try read("  grade: {is: 1, source: {confidence: S, note: 目录}}\n")
        #expect(flagging.grade == GradedProduct(.first, source: FigureSource(confidence: .secondary, note: "目录")))
        #expect(try read("").grade == nil)
        #expect(keys("  grade: {is: 4, source: {confidence: S}}\n") == ["flagging.grade.is"])
        #expect(keys("  grade: {is: 1}\n") == ["flagging.grade"])
    }

    @Test("may name the certificates that the product needs")
    func certificates() throws {
        let flagging = try read(
            """
              certificates:
                ccc: {required: true, categories: ["2201", "2202"], source: {confidence: S}}
                licence: {required: false, source: {confidence: S}}

            """)
        #expect(flagging.certificates == CertificateRequirement(needsCCC: true, cccCategories: ["2201", "2202"]))
        #expect(try read("").certificates == CertificateRequirement())
        #expect(
            keys("  certificates: {ccc: {required: true, categories: [\"22\"], source: {confidence: S}}}\n")
                == ["flagging.certificates.ccc.categories[0]"])
        #expect(keys("  certificates: {ccc: {required: true}}\n") == ["flagging.certificates.ccc"])
        #expect(keys("  certificates: {cccc: {required: true}}\n") == ["flagging.certificates"])
    }

    @Test("may state the first day of a certificate")
    func firstDay() throws {
        let flagging = try read(
            "  certificates: {ccc: {required: true, from: \"2024-08-01\", source: {confidence: S}}, "
                + "licence: {required: true, from: \"2027-01-01\", source: {confidence: V}}}\n")
        #expect(
            flagging.certificates
                == CertificateRequirement(
                    needsCCC: true, cccFrom: CalendarDay(text: "2024-08-01"), needsLicence: true,
                    licenceFrom: CalendarDay(text: "2027-01-01")))
        #expect(
            keys("  certificates: {ccc: {required: true, from: \"2024-13-01\", source: {confidence: S}}}\n")
                == ["flagging.certificates.ccc.from"])
    }

    @Test("use no certificate requirement that is only recalled, and warn of it")
    func recalledCertificate() throws {
        let more =
            "  certificates: {ccc: {required: true, categories: [\"2201\"], source: {confidence: M, note: recalled}}}\n"
        #expect(try read(more).certificates == CertificateRequirement())
        let text = RuleText.criteria.with("  livestream: true\n", "  livestream: true\n" + more)
        let found = CriteriaFile.examine(Array(text.utf8), file: "Criteria/lamp.yaml").diagnostics
        #expect(found.map(\.severity) == [.warning] && found.first?.key == "flagging.certificates.ccc")
    }
}
