import Domain
import FoundationEssentials
import Rulebook
import Testing

/// Rule files that look correct but have another meaning.
@Suite("A misleading rule file")
struct HostileRulesTests {
    private let crawler = RuleText.crawler

    private func messages(_ old: String, _ new: String) -> [String] {
        crawlerMistakes(crawler.with(old, new)).map(\.message)
    }

    @Test("a repeated key is refused, also if one of the two has another tag")
    func repeatedKey() {
        let criteria = RuleText.criteria
        let hidden = criteria.with(#"limit: {max: "90"}"#, #"limit: {max: "90", !x max: "900"}"#)
        #expect(criteriaMistakes(hidden).map(\.message) == ["the key “max” stands twice"])
        #expect(criteriaMistakes(hidden).first?.line == hidden.line(of: "!x max"))
        let plain = criteria.with(#"limit: {max: "90"}"#, #"limit: {max: "90", max: "900"}"#)
        #expect(!criteriaMistakes(plain).isEmpty)
        #expect(messages("every: 24h", "every: 24h\n!x every: 30m") == ["the key “every” stands twice"])
        #expect(
            messages("    page: ${page}", "    page: ${page}\n    !x page: \"1\"").contains(
                "the key “page” stands twice"))
    }

    @Test("a repeated query is refused")
    func repeatedQuery() {
        #expect(messages(#"queries: ["1", "2"]"#, #"queries: ["1", "2", "1"]"#) == ["the query “1” stands twice"])
    }

    @Test("no success status counts as gone", arguments: ["0", "200", "204", "302", "399", "600"])
    func goneStatus(_ status: String) {
        #expect(
            messages("recheck:\n", "recheck:\n  goneStatus: [404, \(status)]\n") == [
                "expected a number from 400 to 599"
            ])
    }

    @Test("no blank text counts as gone, because every page contains it")
    func goneText() {
        for blank in [" ", "　", "\\t\\n"] {
            #expect(
                messages("recheck:\n", "recheck:\n  goneText: [已下架, \"\(blank)\"]\n") == ["must not be blank"])
        }
        #expect(messages("recheck:\n", "recheck:\n  goneText: [已下架, \"\"]\n") == ["must not be empty"])
    }

    @Test("a signature replaces no parameter, and signs only existing ones")
    func signing() {
        #expect(
            messages("parameter: sign", "parameter: page") == ["the signature would overwrite the parameter “page”"])
        #expect(
            messages("parameter: sign", "parameter: sign\n    over: [page, pages]") == [
                "“pages” is to be signed and is no parameter"
            ])
        #expect(messages("parameter: sign", "parameter: sign\n    over: [app_key, page]").isEmpty)
    }

    @Test("a credential must not have the name of a placeholder")
    func credentialName() {
        for name in ["page", "query", "pageSize", "time"] {
            #expect(
                messages("appKey: LAMP_APP_KEY", "appKey: LAMP_APP_KEY\n    \(name): LAMP_SECRET") == [
                    "“\(name)” is a placeholder of its own; give the credential another name"
                ])
        }
    }

    @Test("a placeholder that is never closed is refused", arguments: ["${page", "x${page", "${page}${appKey", "${"])
    func unclosed(_ template: String) {
        #expect(messages("page: ${page}", "page: \"\(template)\"") == ["a ${ is never closed"])
    }

    @Test("a title word is not blank, because every title would contain it")
    func titleWords() {
        func messages(_ old: String, _ new: String) -> [String] {
            criteriaMistakes(RuleText.criteria.with(old, new)).map(\.message)
        }
        #expect(messages("titleWords: [台灯]", #"titleWords: [台灯, " "]"#) == ["must not be blank"])
        #expect(messages("titleWords: [台灯]", #"titleWords: [台灯, ""]"#) == ["must not be empty"])
        #expect(messages("titleWords: [台灯]", #"titleWords: ["　"]"#).contains("must not be blank"))
        #expect(
            messages("titleWords: [台灯]", "titleWords: [台灯]\n  exceptWords: [\" \"]") == ["must not be blank"])
    }

    @Test("a file above 1 MiB is not read; a file of exactly 1 MiB is")
    func largeFile() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/rulebook-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = folder + "/lamp-feed.yaml"
        for more in [0, 1] {
            let filling = String(repeating: "#", count: (1 << 20) + more - crawler.utf8.count - 1)
            try #require(
                FileManager.default.createFile(atPath: file, contents: Data((crawler + filling + "\n").utf8)))
            var found: [Diagnostic] = []
            let rules = Rulebook.read(folder, &found, CrawlerFile.read)
            #expect(rules.count == 1 - more)
            #expect(
                found.map(\.description)
                    == (more == 0
                        ? []
                        : [
                            file
                                + ":0:0: the file has 1048577 bytes; at most 1048576 are read; one product takes a hundredth of that"
                        ]))
        }
    }
}
