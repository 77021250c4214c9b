import Domain
import Foundation
import Rulebook
import TestSupport
import Testing

@Suite("The shared words and the category trees")
struct SharedMatchingFileTests {
    private static let words = """
        gifts: {words: [送, 赠], reach: 8}
        features: {words: [带], reach: 4}
        packMarks: [装]
        plainWords: []
        accessoryWords: {words: [支架], reach: 6}
        attachedWords: [套]
        otherGoods: [雨衣]
        uses: {before: [可放], behind: [专用]}
        qualifierReach: 4
        notGoods: [补差价]
        traditional: [電电, 寶宝]

        """

    private func wordMistakes(_ yaml: String) -> [Diagnostic] {
        mistakes { () throws(RulebookError) in
            _ = try SharedMatchingFile.read(Array(yaml.utf8), file: "Criteria/shared/matching.yaml")
        }
    }

    private func treeMistakes(_ yaml: String) -> [Diagnostic] {
        mistakes { () throws(RulebookError) in
            _ = try CategoryFile.read(Array(yaml.utf8), file: "Criteria/shared/categories.yaml")
        }
    }

    private func mistakes(_ read: () throws(RulebookError) -> Void) -> [Diagnostic] {
        do {
            try read()
            return []
        } catch {
            return error.diagnostics
        }
    }

    @Test("are read with every key")
    func words() throws {
        let words = try SharedMatchingFile.read(Array(Self.words.utf8), file: "Criteria/shared/matching.yaml")
        #expect(words.gifts == .init(words: ["送", "赠"], reach: 8) && words.features == .init(words: ["带"], reach: 4))
        #expect(
            words.packMarks == ["装"] && words.plainWords == [] && words.accessories == .init(words: ["支架"], reach: 6))
        #expect(words.attachedWords == ["套"] && words.notGoods == ["补差价"] && words.otherGoods == ["雨衣"])
        #expect(words.usesBefore == ["可放"] && words.usesBehind == ["专用"] && words.qualifierReach == 4)
        #expect(words.traditional == ["電": "电", "寶": "宝"])
        #expect(words.rule.map { Digest.isSHA256($0.hash) } == true)
    }

    @Test(
        "a missing key, an unknown key and a wrong value are mistakes with their place",
        arguments: [
            ("notGoods: [补差价]\n", "", "", 1), ("packMarks: [装]", "packMark: [装]", "", 1),
            ("reach: 8", "reach: \"8\"", "gifts.reach", 1), ("reach: 8", "reach: 800", "gifts.reach", 1),
            (", reach: 4", "", "features", 2), ("[送, 赠]", "[送, 赠, 送]", "gifts.words[2]", 1),
            ("[套]", "套", "attachedWords", 6),
            ("behind: ", "after: ", "uses", 8), ("電电", "電", "traditional[0]", 11), ("寶宝", "宝宝", "traditional[1]", 11),
            ("寶宝", "電宝", "traditional[1]", 11), ("寶宝", "寶電", "traditional[1]", 11),
            ("reach: 6", "range: 6", "accessoryWords", 5),
            ("[套]", "[\" \"]", "attachedWords[0]", 6),
        ])
    func wordMistake(_ old: String, _ new: String, _ key: String, _ line: Int) {
        let found = wordMistakes(Self.words.replacing(old, with: new))
        #expect(found.contains { $0.key == key && $0.line == line }, "\(found)")
    }

    @Test("trees name each category below its parent")
    func trees() throws {
        let yaml = "jd: {\"1\": [\"11\", \"12\"], \"11\": [\"111\"]}\ntaobao: {}\n"
        let trees = try CategoryFile.read(Array(yaml.utf8), file: "Criteria/shared/categories.yaml")
        #expect(trees.parents == ["jd": ["11": "1", "12": "1", "111": "11"], "taobao": [:]])
        #expect(trees.line(from: "111", on: "jd") == ["111", "11", "1"] && trees.line(from: "9", on: "jd") == ["9"])
    }

    @Test(
        "a category with two parents, in a circle, twice, or without quotes is a mistake",
        arguments: [
            ("jd: {\"1\": [\"3\"], \"2\": [\"3\"]}", "jd.2[0]", "already below “1”"),
            ("jd: {\"1\": [\"2\"], \"2\": [\"1\"]}", "jd.2[0]", "not below itself"),
            ("jd: {\"1\": [\"1\"]}", "jd.1[0]", "not below itself"),
            ("jd: {\"1\": [\"2\", \"2\"]}", "jd.1[1]", "stands twice"),
            ("jd: {\"1\": [2]}", "jd.1[0]", "in quotes"), ("jd: [\"1\"]", "jd", "expected a mapping"),
        ])
    func treeMistake(_ yaml: String, _ key: String, _ part: String) {
        let found = treeMistakes(yaml)
        #expect(found.contains { $0.key == key && $0.message.contains(part) }, "\(found)")
    }

    @Test("a folder without these files is valid and has no shared words; with a mistake in one it is refused")
    func folders() throws {
        let folder = try TemporaryFolder()
        let criteria = folder.path + "/criteria"
        try FileManager.default.createDirectory(atPath: criteria + "/shared", withIntermediateDirectories: true)
        try folder.write(Array(RuleText.criteria.utf8), to: "criteria/lamp.yaml")
        #expect(try Rulebook.matcher(criteria: criteria).0.shared == .none)
        try folder.write(Array(Self.words.utf8), to: "criteria/shared/matching.yaml")
        try folder.write(Array("jd: {\"1\": [\"2\"]}\n".utf8), to: "criteria/shared/categories.yaml")
        let shared = try Rulebook.matcher(criteria: criteria).0.shared
        #expect(shared.notGoods == ["补差价"])
        try folder.write(Array("jd: 1\n".utf8), to: "criteria/shared/categories.yaml")
        #expect(throws: RulebookError.self) { try Rulebook.matcher(criteria: criteria) }
    }

    @Test("products that yield to themselves or to each other, and words with too many forms, are mistakes")
    func contradictions() throws {
        func criteria(_ product: String, _ matching: String) throws -> ProductCriteria {
            let text = RuleText.criteria.replacing("product: lamp", with: "product: " + product)
                .replacing("titleWords: [台灯]", with: matching)
            return try CriteriaFile.read(Array(text.utf8), file: "Criteria/\(product).yaml")
        }
        var shared = SharedMatching()
        shared.traditional = ["電": "电", "寶": "宝"]
        shared.plainWords = ["电电电电电电电电电电电电电"]
        let files = try [
            criteria("a", "titleWords: [灯]\n  yieldsTo: [b, c]"), criteria("b", "titleWords: [桌]\n  yieldsTo: [a, b]"),
            criteria("d", "titleWords: [宝宝宝宝宝宝宝宝宝宝宝宝宝]"),
        ]
        let found = MatchingContradictions.find(files, shared)
        #expect(
            found.map(\.file) == [
                "Criteria/a.yaml", "Criteria/a.yaml", "Criteria/b.yaml", "Criteria/d.yaml", "shared/matching.yaml",
            ])
        let parts = ["“b” yields to “a” too", "no criteria for “c”", "yield to itself", "“宝宝", "“电电"]
        #expect(found.map(\.severity) == [.mistake, .warning, .mistake, .mistake, .mistake])
        for (diagnostic, part) in zip(found, parts) { #expect(diagnostic.message.contains(part), "\(diagnostic)") }
    }

    @Test(
        "a combination needs words and partners",
        arguments: [
            ("[{words: [], with: [灯]}]", "matching.combinations[0].words"),
            ("[{words: [儿童], with: []}]", "matching.combinations[0].with"),
            ("[{words: [儿童]}]", "matching.combinations[0]"),
            ("[{words: [儿童], with: [灯], without: [书]}]", "matching.combinations[0]"),
            ("{words: [儿童]}", "matching.combinations"),
        ])
    func combinations(_ value: String, _ key: String) {
        let text = RuleText.criteria.replacing("titleWords: [台灯]", with: "titleWords: [台灯]\n  combinations: \(value)")
        #expect(criteriaMistakes(text).contains { $0.key == key }, "\(criteriaMistakes(text))")
    }

    @Test("a product may be found by combinations alone")
    func combinationsAlone() throws {
        let text = RuleText.criteria.replacing(
            "titleWords: [台灯]", with: "titleWords: []\n  combinations: [{words: [学习], with: [灯]}]")
        let rule = try CriteriaFile.read(Array(text.utf8), file: "Criteria/lamp.yaml").matching
        #expect(rule.combinations == [.init(words: ["学习"], with: ["灯"])])
        #expect(CriteriaWording.text(rule) == "标题含“学习”并含“灯”；按件比价")
    }
}
