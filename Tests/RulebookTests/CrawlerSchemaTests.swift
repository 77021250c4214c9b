import Domain
import Rulebook
import TestSupport
import Testing

/// The schema that editors complete and check with, held against the reader that decides.
@Suite("The schema of crawler files")
struct CrawlerSchemaTests {
    private let schema: JSONSchema

    init() throws {
        schema = JSONSchema(root: try JSON(yaml: try Repository.text("Crawlers/crawler.schema.json")))
    }

    private static func shipped() throws -> [String] {
        try Repository.names(in: "Crawlers").filter { $0.hasSuffix(".yaml") }
    }

    @Test("accepts every crawler that is shipped, and each names it in its first line")
    func shippedFiles() throws {
        for name in try Self.shipped() {
            let text = try Repository.text("Crawlers/" + name)
            #expect(try schema.faults(JSON(yaml: text)) == [], "\(name)")
            #expect(
                text.hasPrefix("# yaml-language-server: $schema=crawler.schema.json\n"), "\(name) names no schema")
        }
    }

    @Test("and the reader accept the same whole files", arguments: WholeCrawlers.all)
    func wholeFiles(_ text: String) throws {
        #expect(try schema.faults(JSON(yaml: text)) == [])
        #expect(crawlerMistakes(text, file: "whole.yaml").map(\.description) == [])
        #expect(crawlerMistakes(try JSON(yaml: text).written, file: "whole.yaml").map(\.description) == [])
    }

    @Test("and the reader know the same keys, at every place where there are any")
    func sameKeys() throws {
        var visited: Set<JSON> = []
        for text in WholeCrawlers.all {
            let whole = try JSON(yaml: text)
            for place in places(whole, schema.root) {
                let described = Set(place.schema["properties"]?.members.keys.map { $0 } ?? [])
                #expect(knownKeys(whole.adding("zzz", at: place.path[...])) == described, "\(place.path)")
                visited.insert(place.schema)
            }
        }
        let described = objects(schema.root)
        #expect(visited == described, "a place of the schema is in none of the whole files")
    }

    @Test(
        "refuses what the reader refuses",
        arguments: [
            ("every: 24h", "every: 24"), ("method: GET", "method: PUT"), ("appKey: LAMP_APP_KEY", "appKey: secret-1"),
            ("algorithm: md5", "algorithm: crc32"), ("  size: 20", "  size: 0"), ("  size: 20", "  size: \"20\""),
            ("unit: fen", "unit: jiao"), ("window: 30d", "window: monthly"), ("  item: id\n", ""),
            ("format:\n", "format:\n  ndjson: {}\n"), ("    records: data.list\n", "    {}\n"),
            ("url: https://example.com/api", "url: ftp://example.com/api"), ("every: 24h", "every: 24h\nretries: 9"),
            ("queries: [\"1\", \"2\"]", "queries: [\"1\", \"1\"]"), ("queries: [\"1\", \"2\"]", "queries: []"),
            ("every: 24h", "every: 24h\nwatch: {price: 5}"), ("every: 24h", "every: 24h\nwatch: {title: 5%}"),
            ("  method: GET\n", "  method: GET\n  timeoutSeconds: 5\n  timeouts: {total: 5}\n"),
            ("  method: GET\n", "  method: GET\n  authorization: {}\n"), ("title: [title, name]", "title: []"),
            ("  item: id\n", "  item: {from: id, default: \"1\"}\n"), ("recheck:\n", "recheck:\n  goneText: [\" \"]\n"),
        ])
    func sameRefusals(_ old: String, _ new: String) throws {
        let text = RuleText.crawler.with(old, new)
        #expect(try schema.faults(JSON(yaml: text)) != [])
        #expect(!crawlerMistakes(text).isEmpty)
    }
}

extension CrawlerSchemaTests {
    private struct Place {
        let path: [String]
        let schema: JSON
    }

    /// Every object of `value` whose keys the schema lists, with the schema's own part for it.
    private func places(_ value: JSON, _ part: JSON, _ path: [String] = []) -> [Place] {
        var part = schema.resolved(part)
        if case .object = value, let branches = part["oneOf"]?.elements {
            part = branches.map(schema.resolved).first { $0["properties"] != nil } ?? .null
        }
        guard let properties = part["properties"], case .object(let members) = value else { return [] }
        let own = Place(path: path, schema: part)
        return [own]
            + members.sorted { $0.key < $1.key }.flatMap { name, member in
                properties[name].map { places(member, $0, path + [name]) } ?? []
            }
    }

    /// The keys that the reader names when it meets one that it does not know.
    private func knownKeys(_ document: JSON) -> Set<String> {
        let list = crawlerMistakes(document.written, file: "whole.yaml").lazy.compactMap { mistake in
            mistake.message.split(separator: "the key “zzz” is not known here; known are ").first.flatMap {
                $0.count < mistake.message.count ? $0 : nil
            }
        }.first
        return Set(list?.split(separator: ", ").map(String.init) ?? [])
    }

    /// Every part of the schema that lists keys.
    private func objects(_ part: JSON) -> Set<JSON> {
        var found: Set<JSON> = part["properties"] != nil && part["type"] == .text("object") ? [part] : []
        for inner in Array(part.members.values) + part.elements { found.formUnion(objects(inner)) }
        return found
    }
}

extension JSON {
    /// This value with one more key in the object at `path`.
    fileprivate func adding(_ key: String, at path: ArraySlice<String>) -> JSON {
        var members = self.members
        if let first = path.first {
            members[first] = members[first]?.adding(key, at: path.dropFirst())
        } else {
            members[key] = .integer(1)
        }
        return .object(members)
    }
}
