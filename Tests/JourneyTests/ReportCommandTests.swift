import TestSupport
import Testing

/// `sushai report`, run as a program.
@Suite(.timeLimit(.minutes(15))) struct ReportCommandTests {
    /// A folder with a store with one judged report.
    private static func judged() async throws -> (Journey, SampleCase) {
        let journey = try Journey()
        let test = try TestStore(onFileIn: journey.folder)
        return (journey, try await Samples.routedCase(in: test.store))
    }

    @Test(
        "the report is written as PDF or HTML with the same bytes each time, and a copy omits what its reader must not see"
    )
    func show() async throws {
        let (journey, given) = try await Self.judged()
        for name in ["a.pdf", "b.pdf", "c.html"] {
            let said = try await journey.run(
                "report", "show", given.label, "--output", journey.folder.path + "/" + name)
            #expect(said.contains("已写入"))
        }
        let first = try #require(journey.folder.bytes("a.pdf"))
        #expect(first.starts(with: Array("%PDF-1.5".utf8)) && first == journey.folder.bytes("b.pdf"))
        let html = try #require(journey.folder.bytes("c.html"))
        #expect(String(decoding: html, as: UTF8.self).contains("虚构1号玩具有限公司"))
        let copy = try await journey.run("report", "show", "R-taobao-1001", "--for", "laboratory")
        #expect(copy.hasPrefix("<!doctype html>") && !copy.contains("虚构1号"))
        let piped = try await journey.run("report", "show", given.label, "--format", "pdf", "--for", "enterprise")
        #expect(piped.hasPrefix("%PDF"))
    }

    @Test("a report that cannot be made is reported with the reason: unknown report, format or reader, no database")
    func refusals() async throws {
        let (journey, given) = try await Self.judged()
        for (arguments, status, word) in [
            (["none"], 69, "未找到：report or sample none"),
            ([given.label, "--format", "doc"], 65, "可用：html、pdf"),
            ([given.label, "--for", "buyer"], 65, "laboratory、enterprise"),
            ([given.label, "--revision", "2"], 69, "未找到"),
        ] as [([String], Int32, String)] {
            let run = try await journey.program.run(["report", "show"] + arguments)
            #expect(run.status == status, "\(arguments): \(run.error)")
            #expect(run.error.contains(word), "\(run.error)")
        }
        let empty = try Journey()
        #expect(try await empty.program.run(["report", "show", "x"]).status == 74)
        #expect(try empty.folder.files().isEmpty)
    }
}
