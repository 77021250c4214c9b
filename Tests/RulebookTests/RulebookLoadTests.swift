import Domain
import FoundationEssentials
import Rulebook
import Testing

@Suite("Loading both folders")
struct RulebookLoadTests {
    /// A folder with these files that is deleted when the test ends.
    private func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/rulebook-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (name, text) in files {
            #expect(FileManager.default.createFile(atPath: folder + "/" + name, contents: Data(text.utf8)))
        }
        try body(folder)
    }

    private func mistakes(crawlers: String, criteria: String) -> [Diagnostic] {
        do {
            _ = try Rulebook.load(crawlers: crawlers, criteria: criteria)
            return []
        } catch {
            return error.diagnostics
        }
    }

    @Test("reads every YAML file of a folder and no other")
    func reads() throws {
        let files = ["lamp.yaml": RuleText.criteria, "README.md": "# no rule", "lamp-feed.yaml.bak": "no rule"]
        try withFolder(files) { criteria in
            try withFolder(["lamp-feed.yaml": RuleText.crawler]) { crawlers in
                let rulebook = try Rulebook.load(crawlers: crawlers, criteria: criteria)
                #expect(Array(rulebook.crawlers.keys) == ["lamp-feed"])
                #expect(Array(rulebook.criteria.keys) == ["lamp"])
            }
        }
    }

    @Test("mistakes of all files of both folders are reported in one run")
    func allFiles() throws {
        let criteria = [
            "lamp.yaml": RuleText.criteria.with("hazard: serious", "hazard: grave"),
            "sofa.yaml": "product: [", "fan.yaml": RuleText.criteria.with("product: lamp", "product: fan"),
        ]
        let crawlers = ["lamp-feed.yaml": RuleText.crawler.with("every: 24h", "every: daily")]
        try withFolder(criteria) { criteria in
            try withFolder(crawlers) { crawlers in
                let found = mistakes(crawlers: crawlers, criteria: criteria)
                #expect(
                    found.map(\.file) == [
                        crawlers + "/lamp-feed.yaml", criteria + "/lamp.yaml", criteria + "/sofa.yaml",
                    ])
            }
        }
    }

    @Test("a file with a mistake is never omitted silently")
    func neverMissing() throws {
        let zero = ["lamp-feed.yaml": RuleText.crawler.with("size: 20", "size: 0")]
        try withFolder(zero) { crawlers in
            try withFolder(["lamp.yaml": RuleText.criteria]) { criteria in
                #expect(throws: RulebookError.self) { try Rulebook.load(crawlers: crawlers, criteria: criteria) }
            }
        }
    }

    private let settings = "; run in the repository's folder, or set SUSHAI_CRAWLERS and SUSHAI_CRITERIA"

    @Test("a missing folder is a mistake")
    func missingFolder() throws {
        try withFolder(["lamp.yaml": RuleText.criteria]) { folder in
            let found = mistakes(crawlers: folder + "/none", criteria: folder)
            #expect(found.map(\.description) == [folder + "/none:0:0: there is no such folder" + settings])
        }
    }

    @Test("a folder without a rule is a mistake, because nothing would be found or reported")
    func emptyFolder() throws {
        try withFolder(["lamp-feed.yaml": RuleText.crawler]) { crawlers in
            for files in [[:], ["README.md": "# no rule", "lamp.yml": RuleText.criteria]] {
                try withFolder(files) { criteria in
                    let found = mistakes(crawlers: crawlers, criteria: criteria)
                    #expect(found.map(\.description) == [criteria + ":0:0: the folder holds no *.yaml" + settings])
                }
            }
        }
    }

    @Test("if a file is named, no other is read; correct files are returned along with the mistakes")
    func namedFile() throws {
        let files = ["lamp.yaml": RuleText.criteria, "sofa.yaml": "product: ["]
        try withFolder(files) { folder in
            var found: [Diagnostic] = []
            let alone = Rulebook.read(folder + "/lamp.yaml", &found, CriteriaFile.read)
            #expect(alone.map(\.product) == ["lamp"])
            #expect(found.isEmpty)
            let good = Rulebook.read(folder, &found, CriteriaFile.read)
            #expect(good.map(\.product) == ["lamp"])
            #expect(found.map(\.file) == [folder + "/sofa.yaml"])
            found = []
            #expect(Rulebook.read(folder + "/none.yaml", &found, CriteriaFile.read).isEmpty)
            #expect(found.map(\.message) == ["the file cannot be read"])
        }
    }
}
