import Domain
import Rulebook
import TestSupport
import Testing

/// The schema that editors use for completion and checks, compared with the reader of the program.
@Suite("The schema of crawler files")
struct CrawlerSchemaTests {
    private let schema: JSONSchema

    init() throws {
        schema = JSONSchema(root: try JSON(yaml: try Repository.text("Crawlers/crawler.schema.json")))
    }

    private static func shipped() throws -> [String] {
        try Repository.names(in: "Crawlers").filter { $0.hasSuffix(".yaml") }
    }

    @Test("accepts every shipped crawler, and each names the schema in its first line")
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

    @Test("and the reader know the same keys, at every place that has keys")
    func sameKeys() throws {
        var visited: Set<JSON> = []
        for text in WholeCrawlers.all {
            let whole = try JSON(yaml: text)
            for place in schema.places(whole) where visited.insert(place.schema).inserted {
                let described = Set(place.schema["properties"]?.members.keys.map { $0 } ?? [])
                let mistakes = crawlerMistakes(
                    whole.adding(UnknownKey.name, at: place.path[...]).written, file: "whole.yaml")
                #expect(UnknownKey.known(mistakes) == described, "\(place.path)")
            }
        }
        let described = JSONSchema.objects(schema.root)
        #expect(described.subtracting(visited) == [], "a place of the schema is in none of the whole files")
    }

    @Test(
        "refuses every file that the reader refuses",
        arguments: [
            ("every: 24h", "every: 24"), ("method: GET", "method: PUT"), ("appKey: LAMP_APP_KEY", "appKey: secret-1"),
            ("algorithm: md5", "algorithm: crc32"), ("  size: 20", "  size: 0"), ("  size: 20", "  size: \"20\""),
            ("unit: fen", "unit: jiao"), ("window: 30d", "window: monthly"), ("  item: id\n", ""),
            ("format:\n", "format:\n  ndjson: {}\n"), ("    records: data.list\n", "    {}\n"),
            ("url: https://example.com/api", "url: ftp://example.com/api"), ("every: 24h", "every: 24h\nretries: 9"),
            ("queries: [\"1\", \"2\"]", "queries: [\"1\", \"1\"]"), ("queries: [\"1\", \"2\"]", "queries: []"),
            ("every: 24h", "every: 24h\nwatch: {price: 5}"), ("every: 24h", "every: 24h\nwatch: {link: 5%}"),
            ("  size: 20", "  size: 20\n  ends: {}"), ("  size: 20", "  size: 20\n  ends: {status: [404, 429]}"),
            ("  size: 20", "  size: 20\n  ends: {path: a, equals: []}"),
            ("  method: GET\n", "  method: GET\n  timeoutSeconds: 5\n  timeouts: {total: 5}\n"),
            ("  method: GET\n", "  method: GET\n  authorization: {}\n"), ("title: [title, name]", "title: []"),
            ("  item: id\n", "  item: {from: id, default: \"1\"}\n"), ("recheck:\n", "recheck:\n  goneText: [\" \"]\n"),
            ("every: 24h", "every: 24h\nerrors: {code: code}"),
            ("every: 24h", "every: 24h\nerrors: {throttled: [\"7\"]}"),
            ("every: 24h", "every: 24h\nerrors: {code: code, throttled: []}"),
            ("every: 24h", "every: 24h\nerrors: {code: code, throttled: [\"7\", \"7\"]}"),
            ("every: 24h", "every: 24h\nerrors: {code: code, throttled: [\"*\"]}"),
            ("every: 24h", "every: 24h\nerrors: {code: code, throttled: [\"7\"], wait: {path: s, unit: hours}}"),
            ("every: 24h", "every: 24h\nerrors: {code: code, throttled: [\"7\"], wait: {path: s}}"),
            ("  json:\n    records: data.list\n", "  ndjson: {end: close}\n"),
            ("  json:\n    records: data.list\n", "  csv: {encoding: UTF-8, end: {line: \" x\"}}\n"),
        ])
    func sameRefusals(_ old: String, _ new: String) throws {
        let text = RuleText.crawler.with(old, new)
        #expect(try schema.faults(JSON(yaml: text)) != [])
        #expect(!crawlerMistakes(text).isEmpty)
    }
}
