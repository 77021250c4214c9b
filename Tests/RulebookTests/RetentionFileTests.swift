import Domain
import Rulebook
import TestSupport
import Testing

@Suite("The rules of retention")
struct RetentionFileTests {
    private func mistakes(_ yaml: String) -> [Diagnostic] {
        do throws(RulebookError) {
            _ = try RetentionFile.read(Array(yaml.utf8), file: "Criteria/shared/retention.yaml")
            return []
        } catch {
            return error.diagnostics
        }
    }

    @Test("that are shipped have a rule for each kind")
    func shipped() throws {
        let rules = try Repository.rulebook().retention
        #expect(rules.kinds == RetentionKind.allCases && rules.sightingDays == 400)
        #expect(rules.rule.file.hasSuffix("Criteria/shared/retention.yaml") && Digest.isSHA256(rules.rule.hash))
    }

    @Test("keep a kind for ever that they leave out")
    func absent() throws {
        let rules = try RetentionFile.read(Array("jobs: {days: 5}\n".utf8), file: "r")
        #expect(rules.kinds == [.jobs] && rules.jobDays == 5)
    }

    @Test("are not needed: without the file nothing is removed")
    func noFile() throws {
        var mistakes: [Diagnostic] = []
        let folder = try TemporaryFolder()
        #expect(Rulebook.retention(besides: folder.path, &mistakes) == .none && mistakes.isEmpty)
    }

    @Test(
        "a mistake is reported with its key and its line",
        arguments: [
            ("sightings:\n  days: 90\n", "sightings.days", 2), ("sightings: {day: 100}\n", "sightings", 1),
            ("jobs: {days: 0}\n", "jobs.days", 1), ("jobs: {days: 36526}\n", "jobs.days", 1),
            ("jobs: 100\n", "jobs", 1), ("jobs: {days: 1.5}\n", "jobs.days", 1),
            ("versions: {days: 3}\n", "versions", 1),
            ("quarantine: {}\n", "quarantine", 1), ("flags: {days: 100}\n", "", 1),
        ])
    func mistake(_ yaml: String, _ key: String, _ line: Int) {
        let found = mistakes(yaml)
        #expect(found.contains { $0.key == key && $0.line == line }, "\(found)")
    }
}
