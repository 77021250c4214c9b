import Domain
import TestSupport
import Testing

@testable import Store

struct PortableSQLTests {
    @Test(
        "Numbered parameters become indexes; text between quotes is not changed",
        arguments: [
            ("SELECT $1", "SELECT ?1"), ("SELECT $2, $1, $12", "SELECT ?2, ?1, ?12"), ("SELECT '$1'", "SELECT '$1'"),
            ("SELECT '$1', $1, 'a''$2', $2", "SELECT '$1', ?1, 'a''$2', ?2"),
            ("SELECT '价格 $1 元', $1", "SELECT '价格 $1 元', ?1"),
            ("SELECT ''", "SELECT ''"), ("", ""),
        ])
    func rewrites(_ portable: String, _ sqlite: String) {
        #expect(PortableSQL(stringLiteral: portable).forSQLite == sqlite)
    }

    @Test("$2, $1 returns the second value first")
    func order() async throws {
        let test = try TestStore()
        let swapped = try await test.store.read { try $0.value("SELECT $2 * 10 + $1", 1, 2) }
        #expect(swapped == 21)
        let first = try await test.store.read { try $0.value("SELECT $2, $1", 1, 2) }
        #expect(first == 2)
        let twice = try await test.store.read { try $0.value("SELECT $2 * 100 + $1 * 10 + $2", 3, 4) }
        #expect(twice == 434)
    }

    @Test("A value that looks like a parameter is not replaced")
    func values() async throws {
        let test = try TestStore()
        let same = try await test.store.read {
            try $0.value("SELECT COUNT(*) FROM (SELECT $1 AS t) AS x WHERE t = '$2'", "$2")
        }
        #expect(same == 1)
    }

    @Test("No statement outside the migrations uses the dialect of one engine")
    func dialect() throws {
        let files = try Repository.swiftFiles(below: "Sources/Store").filter { !$0.contains("/Migrations/") }
        #expect(files.count > 30)
        let forbidden = [
            "::", "INSERT OR", "REPLACE INTO", "rowid", "strftime", "json_", "julianday", "datetime(", "IFNULL(",
            "GROUP_CONCAT", "STRING_AGG", "AUTOINCREMENT", " GLOB ", "instr(", "typeof(", "randomblob", "printf(",
            "ILIKE", "DISTINCT ON", "jsonb", "TIMESTAMPTZ", "?1",
        ]
        for file in files {
            // The rewriting itself names both dialects. The byte statements call SQLite's library and contain no SQL.
            if ["SQL/PortableSQL.swift", "SQL/ByteStatement.swift"].contains(where: file.hasSuffix) { continue }
            for (number, line) in try Repository.text(file).split(separator: "\n", omittingEmptySubsequences: false)
                .enumerated()
            {
                let code = line.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false)[0]
                for word in forbidden where code.uppercased().contains(word.uppercased()) {
                    Issue.record("\(file):\(number + 1): “\(word)” is not in the subset that both engines share")
                }
            }
        }
    }

    @Test("Engine settings are made in one place, and only the portable helpers execute statements")
    func executionInOnePlace() throws {
        for file in try Repository.swiftFiles(below: "Sources/Store") where !file.contains("/Migrations/") {
            let text = try Repository.text(file)
            if text.contains("PRAGMA") { #expect(file == "Sources/Store/Store.swift") }
            let direct =
                text.contains("execute(sql:") || text.contains("fetchOne(database, sql:")
                || text.contains("fetchAll(database, sql:")
            if direct { #expect(file == "Sources/Store/Store.swift") }
        }
    }
}
