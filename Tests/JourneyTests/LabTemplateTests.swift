import TestSupport
import Testing

/// `sushai lab template`, run as a program.
@Suite(.timeLimit(.minutes(15))) struct LabTemplateTests {
    @Test("the form never replaces an existing file; if it is uploaded empty, it is refused by cell")
    func workbook() async throws {
        let journey = try Journey()
        let path = journey.folder.path + "/toys.xlsx"
        try await journey.run("lab", "template", "toys", "--output", path)
        let bytes = try #require(journey.folder.bytes("toys.xlsx"))
        #expect(bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]))
        let again = try await journey.program.run(["lab", "template", "toys", "--output", path])
        #expect(again.status == 65 && again.error.contains("已存在"))
        let filed = try await journey.program.run(["lab", "file", "--laboratory", "LAB-01", path])
        #expect(filed.status == 65)
        #expect(filed.output.contains("表“结果” A2“报告编号”：缺少该项"))
    }

    @Test("the CSV form has the columns and items of the edition, in UTF-8 or GB 18030")
    func csv() async throws {
        let journey = try Journey()
        let text = try await journey.run("lab", "template", "toys", "--on", "2026-10-31", "--format", "csv")
        #expect(text.hasPrefix("\u{FEFF}报告编号,样品标签,检测日期,"))
        #expect(text.contains(",TY-MAG,磁体磁通量指数,,kG²mm²,"))
        let path = journey.folder.path + "/toys.csv"
        try await journey.run("lab", "template", "toys", "--encoding", "gb18030", "--output", path)
        #expect(journey.folder.bytes("toys.csv")?.starts(with: [0xB1, 0xA8, 0xB8, 0xE6]) == true)
    }

    @Test(
        "without a day of production, the form is for goods made on the day of sale, and names the other editions that apply"
    )
    func editionByProduction() async throws {
        let program = try Journey().program
        let toys = ["lab", "template", "toys", "--format", "csv", "--on", "2026-11-21"]
        let plain = try await program.run(toys)
        #expect(plain.status == 0)
        for part in ["“GB 6675-2014”（生产 至2026-10-31", "“GB 6675-2025”", "可用 --produced"] {
            #expect(plain.error.contains(part), "\(plain.error)")
        }
        let recent = try await program.run(toys + ["--produced", "2026-11-21"])
        #expect(recent.status == 0 && recent.output == plain.output && !recent.error.contains("提示"))
        let old = try await program.run(toys + ["--produced", "2026-10-31"])
        #expect(old.status == 0 && old.output != plain.output && !old.error.contains("提示"))
    }

    @Test(
        "a product, an edition or a day that does not exist is named, with the possible values",
        arguments: [
            (["umbrellas"], "没有产品“umbrellas”的实施细则；现有："), (["toys", "--edition", "x"], "现有版本：“GB 6675-2014”"),
            (["helmet", "--produced", "2020-01-01"], "helmet 没有适用的版本；现有版本：“GB 811-2022”"),
            (["toys", "--on", "heute"], "2026-11-02"),
        ])
    func mistakes(_ arguments: [String], _ part: String) async throws {
        let run = try await Journey().program.run(["lab", "template"] + arguments + ["--format", "csv"])
        #expect(run.status == 65 && run.error.contains(part), "\(run.error)")
    }
}
