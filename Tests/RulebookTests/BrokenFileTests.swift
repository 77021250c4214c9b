import Domain
import Rulebook
import Testing

@Suite("A file that is not readable YAML")
struct BrokenFileTests {
    @Test("broken syntax is reported with its line")
    func syntax() throws {
        let broken = RuleText.criteria.with(#"limit: {max: "90"}"#, #"limit: {max: "90""#)
        let found = criteriaMistakes(broken)
        #expect(found.count == 1)
        let line = try #require(found.first).line
        #expect([broken.line(of: "limit:"), broken.line(of: "limit:") + 1].contains(line))
        #expect(found.first?.message.isEmpty == false)
    }

    @Test("a tab as indentation is reported with its line")
    func tab() {
        let broken = RuleText.criteria.with("  titleWords", "\ttitleWords")
        #expect(criteriaMistakes(broken).map(\.line) == [broken.line(of: "titleWords")])
    }

    @Test("bytes that are not UTF-8 are refused, and the message names the remedy")
    func notUTF8() {
        // 台灯 in GB 18030.
        let bytes = Array("product: lamp\nname: ".utf8) + [0xCC, 0xA8, 0xB5, 0xC6, 0x0A]
        #expect {
            try CriteriaFile.read(bytes, file: "Criteria/lamp.yaml")
        } throws: { error in
            (error as? RulebookError)?.description
                == "Criteria/lamp.yaml:2:8: the file is not valid UTF-8; save it as UTF-8"
        }
    }

    @Test(
        "an empty file, a comment, a list or a text is not a rule",
        arguments: ["", "# later\n", "- product: lamp\n", "lamp\n", "~\n"])
    func noMapping(_ text: String) {
        #expect(criteriaMistakes(text).map(\.message) == ["the file must hold a mapping (key: value)"])
        #expect(crawlerMistakes(text).map(\.message) == ["the file must hold a mapping (key: value)"])
    }

    @Test("a second document in the file is reported")
    func secondDocument() {
        let two = RuleText.criteria + "---\nproduct: other\n"
        #expect(criteriaMistakes(two).map(\.line) == [two.line(of: "---")])
    }

    @Test("a section of another type is reported with the expected type")
    func shapes() {
        let text = RuleText.criteria
        #expect(
            criteriaMistakes(text.with("  titleWords: [台灯]", "  titleWords: 台灯")).map(\.message).first
                == "expected a list (- item)")
        #expect(
            criteriaMistakes(text.with("matching:\n  titleWords: [台灯]", "matching: 台灯")).map(\.message)
                == ["expected a mapping (key: value)"])
        #expect(criteriaMistakes(text.with("name: 台灯", "name: [台灯]")).map(\.message) == ["expected a text"])
        #expect(criteriaMistakes(text.with("name: 台灯", "name:")).map(\.message) == ["must not be empty"])
    }

    @Test("a key must be a plain text")
    func strangeKey() {
        let found = criteriaMistakes(RuleText.criteria.with("name: 台灯", "name: 台灯\n[a, b]: 1"))
        #expect(found.map(\.message) == ["a key must be a plain text"])
    }

    @Test("words that YAML reads as another type stay as written")
    func wordsStay() throws {
        let text = RuleText.criteria.with("name: 台灯", "name: no")
        #expect(try CriteriaFile.read(Array(text.utf8), file: "lamp.yaml").name == "no")
    }

    @Test("no file is refused without a reason: each line removed or repeated is reported or harmless")
    func everyLineMatters() {
        for (text, file, find) in [
            (RuleText.criteria, "lamp.yaml", criteriaMistakes), (RuleText.crawler, "lamp-feed.yaml", crawlerMistakes),
        ] {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            for index in lines.indices {
                var changed = lines
                changed.remove(at: index)
                check(changed.joined(separator: "\n"), file, find)
                changed = lines
                changed.insert(lines[index], at: index)
                check(changed.joined(separator: "\n"), file, find)
            }
        }
    }

    private func check(_ text: String, _ file: String, _ find: (String, String) -> [Diagnostic]) {
        let loads: Bool
        do {
            if file == "lamp.yaml" {
                _ = try CriteriaFile.read(Array(text.utf8), file: file)
            } else {
                _ = try CrawlerFile.read(Array(text.utf8), file: file)
            }
            loads = true
        } catch {
            loads = false
        }
        #expect(loads == find(text, file).isEmpty, "refused without a reason:\n\(text)")
    }
}
