import Foundation
import TestSupport
import Testing

/// Kills while a laboratory's file of 100,000 rows is filed.
@Suite(.timeLimit(.minutes(15))) struct KilledIntakeTests {
    private static let names = ["rows", "taken", "waiting", "duplicates", "held"]

    /// A database with a laboratory, its scope and its samples, and a file of theirs.
    private static func journey(_ file: FaultyFile, _ template: TemporaryFolder) async throws -> Journey {
        let journey = try Journey()
        for name in try template.files() where name.hasPrefix("sushai.sqlite") {
            try journey.folder.write(template.bytes(name) ?? [], to: name)
        }
        try journey.folder.write(Array(file.text.utf8), to: "file.csv")
        return journey
    }

    private static func upload(_ journey: Journey) async throws -> [Int] {
        let text = try await journey.run("lab", "uploads", "--json")
        let rows = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
        return names.map { rows?.first?[$0] as? Int ?? 0 }
    }

    private static func faults(_ journey: Journey) async throws -> [String: Int] {
        let text = try await journey.run("lab", "held", "list", "--limit", "100000", "--json")
        let rows = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]] ?? []
        return Dictionary(grouping: rows) { $0["code"] as? String ?? "" }.mapValues(\.count)
    }

    @Test(
        "100,000 rows with one percent of every fault, killed with -9 again and again during the import, add up to the last row"
    )
    func hundredThousandRows() async throws {
        let template = try TemporaryFolder()
        let labels = try await SeededLaboratory.make(in: template, samples: 200)
        let file = FaultyFile(labels: labels, rows: 490)
        #expect(file.expected.rows >= 99_000)
        let wanted = [
            file.expected.rows, file.expected.taken, 0, file.expected.duplicates, file.expected.held,
        ]
        let arguments = ["lab", "import", "--laboratory", SeededLaboratory.name]

        let clean = try await Self.journey(file, template)
        let undisturbed = try await clean.program.run(arguments + [clean.folder.path + "/file.csv"])
        #expect(undisturbed.status == 65)
        #expect(try await Self.upload(clean) == wanted)

        let killed = try await Self.journey(file, template)
        let path = killed.folder.path + "/file.csv"
        // Opened before the first program runs: opening writes, and would wait for a program that locks the file.
        let database = try SeededLaboratory.open(killed.folder)
        var kills = 0
        for part in 1...8 {
            let running = try killed.program.launch(arguments + [path])
            // The kill comes some groups later, in any phase: a commit, judging, or reading.
            try await Self.reached(part * 15_000, database, running)
            await running.kill9()
            kills += 1
        }
        let last = try await killed.program.run(arguments + [path])
        #expect(last.status == 65 && kills == 8)
        #expect(try await Self.upload(killed) == wanted)
        #expect(try await Self.faults(killed) == file.expected.faults)
        for name in ["results", "meets", "fails", "cannotJudge", "rowsHeld"] {
            #expect(try await killed.counts()[name] == clean.counts()[name], "\(name)")
        }
        try await killed.run("audit", "verify")

        // After a correction of the scope, no row is out of scope. The other faults still hold the reports.
        var scope = ["lab", "scope", "set", "--laboratory", SeededLaboratory.name]
        for item in FaultyFile.scope + [FaultyFile.outOfScope] { scope += ["--item", item] }
        #expect(try await killed.program.run(scope).status == 0)
        try await killed.run("lab", "held", "replay", "--code", "out-of-scope")
        #expect(try await Self.upload(killed) == wanted)
        var left = file.expected.faults
        left["out-of-scope"] = nil
        #expect(try await Self.faults(killed) == left)
        try await killed.run("audit", "verify")
    }

    /// Waits until the upload has `rows` rows or the program has ended.
    private static func reached(
        _ rows: Int, _ database: SeededLaboratory.DatabaseReader, _ running: Running
    ) async throws {
        while try await database.decidedRows() < rows, running.isRunning { try await Task.sleep(for: .milliseconds(2)) }
    }
}
