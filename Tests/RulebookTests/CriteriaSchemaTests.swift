import Domain
import Rulebook
import TestSupport
import Testing

/// The schema that editors use for completion and checks, compared with the reader of the program.
@Suite("The schema of criteria files")
struct CriteriaSchemaTests {
    private let schema: JSONSchema

    init() throws {
        schema = JSONSchema(root: try JSON(yaml: try Repository.text("Criteria/criteria.schema.json")))
    }

    @Test("accepts every shipped criteria file, and each names the schema in its first line")
    func shippedFiles() throws {
        for name in try Repository.names(in: "Criteria") where name.hasSuffix(".yaml") {
            let text = try Repository.text("Criteria/" + name)
            #expect(try schema.faults(JSON(yaml: text)) == [], "\(name)")
            #expect(
                text.hasPrefix("# yaml-language-server: $schema=criteria.schema.json\n"), "\(name) names no schema")
        }
    }

    @Test("and the reader accept the same whole files, without a warning", arguments: WholeCriteria.all)
    func wholeFiles(_ text: String) throws {
        #expect(try schema.faults(JSON(yaml: text)) == [])
        for form in [text, try JSON(yaml: text).written] {
            let examined = CriteriaFile.examine(Array(form.utf8), file: "whole.yaml")
            #expect(examined.diagnostics.map(\.description) == [])
            #expect(examined.criteria != nil)
        }
    }

    @Test("the example in the description is also a whole file")
    func readme() throws {
        let parts = try Repository.text("docs/reference/criteria-files.md").split(separator: "## A full example")
        let example = try #require(
            parts.last?.split(separator: "```yaml\n").dropFirst().first?.split(separator: "```").first)
        #expect(try schema.faults(JSON(yaml: String(example))) == [])
        #expect(criteriaMistakes(String(example), file: "Criteria/desk-lamp.yaml").map(\.description) == [])
    }

    @Test("the description contains every key of the schema")
    func describedKeys() throws {
        let reference = try Repository.text("docs/reference/criteria-files.md")
        for key in Set(JSONSchema.objects(schema.root).flatMap { $0["properties"]?.members.keys.map { $0 } ?? [] }) {
            #expect(reference.contains(key), "\(key)")
        }
    }

    @Test("and the reader know the same keys, at every place that has keys")
    func sameKeys() throws {
        var visited: Set<JSON> = []
        for text in WholeCriteria.all {
            let whole = try JSON(yaml: text)
            for place in schema.places(whole) where visited.insert(place.schema).inserted {
                let described = Set(place.schema["properties"]?.members.keys.map { $0 } ?? [])
                let mistakes = criteriaMistakes(
                    whole.adding(UnknownKey.name, at: place.path[...]).written, file: "whole.yaml")
                #expect(UnknownKey.known(mistakes) == described, "\(place.path)")
            }
        }
        let missed = JSONSchema.objects(schema.root).subtracting(visited)
        #expect(missed.compactMap { $0["description"]?.string } == [], "not in any of the whole files")
    }

    @Test(
        "refuses every file that the reader refuses",
        arguments: [
            ("confidence: V", "confidence: Q"), ("{max: \"90\"}", "{}"), ("{max: \"90\"}", "{max: 90}"),
            ("{max: \"90\"}", "{max: \"≤90\"}"), ("hazard: serious", "hazard: grave"),
            ("hazard: serious", "hazzard: serious"),
            ("passFail: true", "passFail: false"), ("passFail: true", "gradeAtLeast: \"6\""),
            ("passFail: true", "passFail: true\n        absent: true"), ("        passFail: true\n", ""),
            ("passFail: true", "anyOf: [LP-PB]"), ("until: \"2026-10-31\"", "until: 31.10.2026"),
            ("    items:", "    specimens: {n: 0, Ac: 0, Re: 1}\n    items:"),
            ("    items:", "    escalation: {}\n    items:"), ("editions:", "declares: {}\neditions:"),
            ("editions:", "declares: {age: {name: 年龄}}\neditions:"), ("editions:", "class: {code: \"1\"}\neditions:"),
            ("hazard: serious", "hazard: serious\n        decision: {rule: generous}"),
            ("hazard: serious", "hazard: serious\n        detection: {limit: \"5\"}"),
            ("hazard: serious", "hazard: serious\n        escalate: {basis: 方案}"),
            ("passFail: true", "tolerance: {of: x, as: percent}"), ("passFail: true", "cases: []"),
            ("passFail: true", "cases: [{when: {variant: A}}]"),
        ])
    func sameRefusals(_ old: String, _ new: String) throws {
        let text = RuleText.criteria.with(old, new)
        #expect(try schema.faults(JSON(yaml: text)) != [])
        #expect(!criteriaMistakes(text).isEmpty)
    }
}
