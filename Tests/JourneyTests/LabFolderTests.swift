import Foundation
import TestSupport
import Testing

/// The commands for files of laboratories. The tests run the built program.
@Suite(.timeLimit(.minutes(15))) struct LabFolderTests {
    private static let header = "报告编号,样品标签,检测日期,生产日期,标称,检测项目,检测值,单位\n"

    private static func row(_ label: String, _ item: String, number: String = "R-1") -> String {
        "\(number),\(label),2026-11-12,2026-05-20,variant=standard,\(item),合格,\n"
    }

    /// A journey on a database with a laboratory and two samples.
    private static func journey() async throws -> (Journey, [String]) {
        let journey = try Journey()
        return (journey, try await SeededLaboratory.make(in: journey.folder, samples: 2))
    }

    @Test("a watched folder imports each laboratory's files, writes a note next to each, and does not move them")
    func watching() async throws {
        let (journey, labels) = try await Self.journey()
        let inbox = try TemporaryFolder()
        try inbox.makeFolder(SeededLaboratory.name)
        let text = Self.header + Self.row(labels[0], "TY-SP") + Self.row(labels[0], "TY-XYZ")
        try inbox.write(Array(text.utf8), to: SeededLaboratory.name + "/十一月.csv")
        for round in 1...2 {
            let output = try await journey.run("lab", "watch", inbox.path, "--once", "--settle", "0")
            #expect(output.contains("2行，已接收0，待复核0，重复0，暂扣2"), "round \(round)")
        }
        let note = try #require(inbox.bytes(SeededLaboratory.name + "/十一月.csv.result.txt"))
        #expect(String(decoding: note, as: UTF8.self).contains("[unknown-item]"))
        #expect(inbox.bytes(SeededLaboratory.name + "/十一月.csv") == Array(text.utf8))
        #expect(try await journey.counts()["results"] == 0)
    }

    @Test("a held row is shown, corrected in a file, and replayed")
    func correcting() async throws {
        let (journey, labels) = try await Self.journey()
        let text = Self.header + Self.row(labels[0], "TY-SP") + Self.row(labels[0], "TY-XYZ")
        let file = try journey.folder.write(Array(text.utf8), to: "a.csv")
        let taken = try await journey.program.run(["lab", "import", "--laboratory", SeededLaboratory.name, file])
        #expect(taken.status == 65 && taken.output.contains("项目未知 1"))
        let shown = try await journey.run("lab", "held", "show", "--id", "2")
        #expect(shown == Self.row(labels[0], "TY-XYZ"))
        let correction = try journey.folder.write(Array(shown.replacing("TY-XYZ", with: "TY-LBL").utf8), to: "row.csv")
        let replayed = try await journey.run("lab", "held", "replay", "--id", "2", "--row", correction, "--json")
        #expect(replayed.contains(#""taken":2"#))
        #expect(try await journey.counts()["results"] == 2)
        try await journey.run("audit", "verify")
    }

    @Test("four eyes: a second person approves with a personal token")
    func fourEyes() async throws {
        let (journey, labels) = try await Self.journey()
        let name = SeededLaboratory.name
        try await journey.run("lab", "set", "--laboratory", name, "--four-eyes", "on")
        let file = try journey.folder.write(Array((Self.header + Self.row(labels[0], "TY-SP")).utf8), to: "a.csv")
        try await journey.run("lab", "import", "--laboratory", name, file)
        #expect(try await journey.counts()["results"] == 0)
        let made = try await journey.run(
            "token", "create", "--role", "laboratory", "--name", name, "--person", "0002", "--duty", "reviewer",
            "--json")
        let token = try #require(made.split(separator: "\"").map(String.init).first { $0.hasPrefix("sushai_") })
        let approved = try await journey.run(
            "lab", "review", "approve", "--upload", "1", environment: ["SUSHAI_TOKEN": token])
        #expect(approved.contains("已接收1行"))
        #expect(try await journey.counts()["results"] == 1)
    }

    @Test("a report outside the scope is held, an officer waives the scope, a replay files the report")
    func withoutScope() async throws {
        let (journey, labels) = try await Self.journey()
        let other = "laboratory-b"
        let text = Self.header + Self.row(labels[0], "TY-CCC")
        let file = try journey.folder.write(Array(text.utf8), to: "a.csv")
        let outside = try await journey.program.run(["lab", "import", "--laboratory", SeededLaboratory.name, file])
        #expect(outside.status != 0 && outside.output.contains("超出检测能力"))
        #expect(try await journey.run("lab", "scope", "list", "--laboratory", other).contains("未登记检测能力"))
        let waive = ["lab", "scope", "waive", "--laboratory", SeededLaboratory.name, "--reason", "资质附表待核定"]
        #expect(try await journey.program.run(waive).status != 0, "an officer decides")
        let county = ["SUSHAI_TOKEN": try await journey.token("officer", "county", region: "330482")]
        #expect(try await journey.program.run(waive, environment: county).error.contains("所辖区域"))
        let officer = ["SUSHAI_TOKEN": try await journey.token("officer", "province", region: "330000")]
        let waived = try await journey.program.run(waive, environment: officer)
        #expect(waived.status == 0 && waived.output.contains("1行"), "\(waived.error)")
        let listed = try await journey.run("lab", "scope", "list", "--laboratory", SeededLaboratory.name)
        #expect(listed.contains("officer:province") && listed.contains("资质附表待核定"))
        try await journey.run("lab", "held", "replay", "--laboratory", SeededLaboratory.name)
        #expect(try await journey.counts()["results"] == 1)
        try await journey.run("lab", "scope", "enforce", "--laboratory", SeededLaboratory.name, environment: officer)
        try await journey.run("lab", "scope", "set", "--laboratory", other, "--product", "toys")
        #expect(try await journey.run("lab", "scope", "list", "--laboratory", other).contains("TY-CCC"))
        let unknown = try await journey.program.run([
            "lab", "scope", "set", "--laboratory", other, "--product", "boats",
        ])
        #expect(unknown.status != 0 && unknown.error.contains("没有产品"))
    }

    @Test("rows are dismissed by number or by upload, with the person and the reason")
    func dismissing() async throws {
        let (journey, labels) = try await Self.journey()
        let text =
            Self.header + Self.row(labels[0], "TY-SP") + Self.row(labels[0], "TY-XYZ")
            + Self.row(labels[0], "TY-XYY") + Self.row(labels[0], "TY-XZZ")
        let file = try journey.folder.write(Array(text.utf8), to: "a.csv")
        _ = try await journey.program.run(["lab", "import", "--laboratory", SeededLaboratory.name, file])
        let dismiss = ["lab", "held", "dismiss"]
        for wrong in [["1"], ["--reason", "x"], ["1", "--upload", "1", "--reason", "x"], ["9", "--reason", "x"]] {
            #expect(try await journey.program.run(dismiss + wrong).status != 0, "\(wrong)")
        }
        #expect(try await journey.run("lab", "held", "dismiss", "2", "--reason", "不检该项").contains("1行"))
        let token = try await journey.token("laboratory", "laboratory-b")
        let foreign = try await journey.program.run(
            dismiss + ["3", "--reason", "x"], environment: ["SUSHAI_TOKEN": token])
        #expect(foreign.status != 0)
        #expect(
            try await journey.run("lab", "held", "dismiss", "--upload", "1", "--reason", "整份有误").contains("3行"))
        let rows = try await journey.run("lab", "held", "list", "--resolved", "--json")
        #expect(rows.contains("不检该项") && rows.contains("整份有误") && rows.contains("operator"))
        #expect(try await journey.run("lab", "uploads", "--json").contains(#""dismissed":4"#))
        #expect(try await journey.counts()["rowsHeld"] == 0)
    }

    @Test("a withdrawn report and the quality of its laboratory are shown")
    func withdrawal() async throws {
        let (journey, labels) = try await Self.journey()
        let file = try journey.folder.write(Array((Self.header + Self.row(labels[0], "TY-SP")).utf8), to: "a.csv")
        try await journey.run("lab", "import", "--laboratory", SeededLaboratory.name, file)
        try await journey.run(
            "lab", "withdraw", "--laboratory", SeededLaboratory.name, "--report", "R-1", "--reason", "样品混淆")
        #expect(try await journey.run("lab", "reports").contains("已撤回：样品混淆"))
        let quality = try await journey.run("lab", "quality", "--json")
        #expect(quality.contains(#""withdrawn":1"#) && quality.contains(#""reported":1"#))
    }
}
