import Foundation
import TestSupport
import Testing

/// The commands on criteria: check, show, compare and try before they are used.
@Suite(.timeLimit(.minutes(15))) struct CriteriaCommandTests {
    private static let lamp = """
        # yaml-language-server: $schema=criteria.schema.json
        product: lamp
        name: 台灯
        matching: {titleWords: [台灯]}
        flagging: {lowPriceZ: "-3.0", minimumListings: 30, burstUnitsPerDay: 500, livestream: true}
        declares:
          material: {name: 材料, values: {plastic: 塑料, metal: 金属}}
        editions:
          - edition: "GB 1-2014"
            produced: {until: "2026-10-31"}
            items:
              - code: LP-PB
                name: 铅
                unit: mg/kg
                standard: GB 1-2014
                clause: "4.3"
                method: GB/T 2-2014
                limits: {plastic: {max: "90"}, metal: {max: "300"}}
                by: material
                hazard: serious
                source: {confidence: S, note: two pages}
              - code: LP-FILM
                name: 薄膜厚度
                unit: mm
                standard: GB 1-2014
                method: GB 1-2014
                limit: {min: "0.038"}
                hazard: general
                source: {confidence: M, note: recalled}
                ifUnverified: list

        """

    private static let results = """
        报告编号,样品标签,检测日期,生产日期,标称,检测项目,检测值,单位
        R-1,S-1,2026-10-20,2026-03-01,material=plastic,LP-PB,70,mg/kg
        R-2,S-2,2026-10-20,2026-03-01,material=metal,LP-PB,70,mg/kg
        R-3,S-3,2026-10-20,2026-03-01,material=plastic,LP-PB,0.012,%
        R-4,S-4,2026-10-20,2026-03-01,material=plastic,XX-1,合格,

        """

    private let journey: Journey
    private let file: String

    init() throws {
        let journey = try Journey()
        let folder = journey.folder.path + "/criteria"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        file = try journey.folder.write(Array(Self.lamp.utf8), to: "criteria/lamp.yaml")
        self.journey = Journey(
            folder: journey.folder,
            program: Program(
                environment: [
                    "SUSHAI_DATABASE": journey.folder.path + "/sushai.sqlite", "SUSHAI_CRITERIA": folder,
                    "SUSHAI_LOG_LEVEL": "error",
                ], folder: Repository.root))
    }

    private func draft(_ old: String, _ new: String) throws -> String {
        let folder = journey.folder.path + "/drafts"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return try journey.folder.write(Array(Self.lamp.replacing(old, with: new).utf8), to: "drafts/lamp.yaml")
    }

    @Test("check lists the editions, and every figure that is not verified")
    func check() async throws {
        let run = try await journey.program.run(["criteria", "check"])
        #expect(run.status == 0, "\(run.error)")
        for part in ["GB 1-2014", "未经核实的数值 1 项", "LP-FILM", "≥0.038 mm", "M", "recalled"] {
            #expect(run.output.contains(part), "\(part)")
        }
        let json = try await journey.run("criteria", "check", file, "--json")
        let document = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        #expect((document?["editions"] as? [[String: Any]])?.first?["unverified"] as? Int == 1)
        #expect((document?["unverified"] as? [[String: Any]])?.first?["item"] as? String == "LP-FILM")
    }

    @Test("check counts the figures by confidence, and lists first what fails most")
    func worklist() async throws {
        let old = Self.lamp.replacing("product: lamp", with: "product: candle")
            .replacing("source: {confidence: S, note: two pages}", with: "source: {confidence: M, note: recalled}")
            .replacing("        hazard: serious", with: "        failing: {rank: 1, note: 通报}\n        hazard: serious")
        _ = try journey.folder.write(Array(old.utf8), to: "criteria/candle.yaml")
        let shown = try await journey.run("criteria", "check")
        #expect(shown.contains("共2个文件，数值6个：V 0个，S 2个，M 4个，X 0个"), "\(shown)")
        #expect(shown.contains("未经核实的数值 4 项") && !shown.contains("--all"), "\(shown)")
        let json = try await journey.run("criteria", "check", "--json")
        let document = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        let open = try #require(document?["unverified"] as? [[String: Any]])
        #expect(open.map { $0["product"] as? String } == ["candle", "candle", "candle", "lamp"])
        #expect(open.map { $0["case"] as? String } == ["material=plastic", "material=metal", nil, nil])
        #expect(open.map { $0["rank"] as? Int } == [1, 1, nil, nil])
        let figures = try #require(document?["figures"] as? [[String: Any]])
        #expect(figures.map { $0["M"] as? Int } == [3, 1] && figures.map { $0["S"] as? Int } == [0, 2])
        #expect((document?["total"] as? [String: Any])?["all"] as? Int == 6)
    }

    @Test("check reports the mistakes of all files in one run, with file, line and column; exit code 65")
    func mistakes() async throws {
        let one = try draft("hazard: serious", "hazrad: serious")
        let two = try journey.folder.write(
            Array(Self.lamp.replacing("max: \"300\"", with: "max: 300").utf8), to: "lamp.yaml")
        let run = try await journey.program.run(["criteria", "check", one, two, file])
        #expect(run.status == 65)
        #expect(
            run.error.contains(
                "\(one):20:9: editions[0].items[0]: the key “hazrad” is not known here; did you mean “hazard”?"))
        #expect(run.error.contains("\(two):18:53: editions[0].items[0].limits.metal.max: write this figure in quotes"))
        #expect(run.error.contains("共3处错误"), "\(run.error)")
    }

    @Test("a warning is reported and does not make the check fail")
    func warning() async throws {
        let run = try await journey.program.run(["criteria", "check", draft(", metal: {max: \"300\"}", "")])
        #expect(run.status == 0)
        #expect(run.error.contains("warning: editions[0].items[0].limits: nothing for material metal"), "\(run.error)")
    }

    @Test("show prints the edition in force on a day; if none is in force, it lists the editions")
    func show() async throws {
        let shown = try await journey.run("criteria", "show", "lamp", "--on", "2026-10-31")
        for part in [
            "版本：GB 1-2014", "适用：生产 至2026-10-31", "LP-PB", "塑料：≤90 mg/kg；金属：≤300 mg/kg", "4.3", "GB/T 2-2014",
            "〔未经核实 M〕≥0.038 mm", "未经核实，只列出", "material", "M、X 未经核实，不得据以判定（本版1项）",
        ] {
            #expect(shown.contains(part), "\(part) in \(shown)")
        }
        let late = try await journey.program.run(["criteria", "show", "lamp", "--on", "2026-11-02"])
        #expect(late.status == 69)
        #expect(late.error.contains("没有适用于") && late.error.contains("GB 1-2014"))
        let old = try await journey.program.run([
            "criteria", "show", file, "--on", "2026-11-02", "--produced", "2026-05-20",
        ])
        #expect(old.status == 0)
        #expect(try await journey.program.run(["criteria", "show", "sofa", "--on", "2026-11-02"]).status == 69)
        #expect(try await journey.program.run(["criteria", "show", "lamp", "--on", "2026-13-02"]).status == 65)
    }

    @Test("confirm writes the source into the file; check, show and the event log state it")
    func confirm() async throws {
        let before = try Data(contentsOf: URL(fileURLWithPath: file))
        let arguments = ["criteria", "confirm", "lamp", "LP-FILM", "--source", "GB 1-2014 第5条", "--by", "张三"]
        let shown = try await journey.program.run(arguments + ["--on", "2026-11-30"])
        #expect(shown.status == 0, "\(shown.error)")
        for part in ["LP-FILM", "≥0.038 mm", "M：recalled", "V：GB 1-2014 第5条（张三", "2026-11-30核实）", "尚有0项数值未经核实"] {
            #expect(shown.output.contains(part), "\(part) in \(shown.output)")
        }
        let after = String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
        #expect(
            after
                == String(decoding: before, as: UTF8.self).replacing(
                    "source: {confidence: M, note: recalled}\n        ifUnverified: list\n",
                    with: "source: {confidence: V, note: \"GB 1-2014 第5条\", confirmed: {on: \"2026-11-30\", by: 张三}}\n")
        )
        #expect(try await journey.run("criteria", "check").contains("共1个文件，数值3个：V 1个，S 2个，M 0个，X 0个"))
        #expect(try await journey.run("criteria", "show", "lamp", "--on", "2026-10-31").contains("张三"))
        let log = try await journey.run("audit", "log", "--subject", "criteria:lamp", "--json")
        let events = try JSONSerialization.jsonObject(with: Data(log.utf8)) as? [[String: Any]] ?? []
        #expect(events.map { $0["kind"] as? String } == ["criteria.confirmation-begun", "criteria.confirmed"])
        #expect((events.last?["details"] as? String)?.contains("hashAfter") == true)
        #expect(try await journey.run("audit", "verify", "--json").contains("\"events\":2"))
        let again = try await journey.program.run(arguments + ["--on", "2026-11-30"])
        #expect(again.status == 0 && again.output.contains("文件已写明此来源"))
    }

    @Test("confirm refuses what it cannot write, names what is known, and changes nothing")
    func refusedConfirmation() async throws {
        let before = try Data(contentsOf: URL(fileURLWithPath: file))
        let source = ["--source", "GB 1", "--by", "张三"]
        for (arguments, status, message) in [
            (["lamb", "LP-PB"], 69, "没有产品“lamb”的实施细则；现有：lamp"), (["lamp", "LP-P"], 65, "没有项目“LP-P”；现有：LP-PB、LP-FILM"),
            (["lamp", "LP-PB", "--case", "wood"], 65, "现有：material=plastic；material=metal"),
            (["lamp", "LP-PB", "--edition", "GB 2"], 65, "没有版本“GB 2”；现有：GB 1-2014"),
            (["lamp", "LP-FILM", "--confidence", "M"], 65, "可用：V、S"),
            (["lamp", "LP-FILM", "--on", "30.11."], 65, "不是日期"),
            (["lamp", "LP-FILM", "--on", "2999-01-01"], 65, "之后"),
            (["lamp", "LP-FILM", "--value", "0,04"], 65, "错误"),
        ] as [([String], Int32, String)] {
            let run = try await journey.program.run(["criteria", "confirm"] + arguments + source)
            #expect(run.status == status && run.error.contains(message), "\(arguments): \(run.status) \(run.error)")
        }
        for by in [" ", "张\n三", "张\u{2028}三", "张\u{202E}三"] {
            let run = try await journey.program.run([
                "criteria", "confirm", "lamp", "LP-FILM", "--source", "GB 1", "--by", by,
            ])
            #expect(run.status == 65 && run.error.contains("--by 须为一行可见的文字"), "\(by): \(run.error)")
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == before)
        let log = try await journey.run("audit", "log", "--subject", "criteria:lamp", "--json")
        #expect(log.trimmingPrefix("[").hasPrefix("]"))
    }

    @Test("match measures the matching on titles with known products; exit code 65 for a faulty file")
    func match() async throws {
        let titles = try journey.folder.write(Array("护眼台灯\tlamp\n书桌\tlamp\n台灯罩\tnone\n雨伞\tnone\n".utf8), to: "t.tsv")
        let output = try await journey.run("criteria", "match", titles)
        for part in ["50.0%", "标题4条，其中2条不属于任何产品", "归错的标题2条", "台灯：标题中没有该产品的词", "归入依据：标题第1字起的“台灯”"] {
            #expect(output.contains(part), "\(part) in \(output)")
        }
        let json = try await journey.run("criteria", "match", titles, "--json")
        let document = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: [[String: Any]]]
        #expect(document?["products"]?.map { $0["product"] as? String } == ["lamp", "total"])
        #expect(document?["products"]?.first?["recall"] as? String == "50.0%")
        #expect(document?["faults"]?.map { $0["line"] as? Int } == [2, 3])
        let faulty = try journey.folder.write(Array("台灯\tlamps\n".utf8), to: "f.tsv")
        let run = try await journey.program.run(["criteria", "match", faulty])
        #expect(run.status == 65 && run.error.contains("第1行：“lamps”不是产品代码"), "\(run.error)")
        #expect(run.error.contains("产品代码：lamp\n"), "\(run.error)")
    }

    @Test("check reads the shared words, alone and with their folder")
    func sharedWords() async throws {
        let folder = journey.folder.path + "/criteria/shared"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let words = try journey.folder.write(Array("gift: {}\n".utf8), to: "criteria/shared/matching.yaml")
        let trees = try journey.folder.write(Array("jd: {\"1\": [1]}\n".utf8), to: "criteria/shared/categories.yaml")
        for arguments in [[], [words, trees]] {
            let run = try await journey.program.run(["criteria", "check"] + arguments)
            #expect(run.status == 65 && run.error.contains("did you mean “gifts”?"), "\(run.error)")
            #expect(run.error.contains("categories.yaml:1:12: jd.1[0]: write this figure in quotes"), "\(run.error)")
        }
    }

    @Test("diff describes what changes")
    func diff() async throws {
        let changed = try draft("{max: \"90\"}", "{max: \"50\"}")
        let output = try await journey.run("criteria", "diff", file, changed)
        for part in ["LP-PB", "要求", "改变", "塑料：≤90 mg/kg", "塑料：≤50 mg/kg"] {
            #expect(output.contains(part), "\(part)")
        }
        #expect(try await journey.run("criteria", "diff", file, file).contains("两个文件的实施细则相同"))
        let json = try await journey.run("criteria", "diff", file, changed, "--json")
        let rows = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
        #expect(rows?.count == 1)
        #expect(rows?.first?["what"] as? String == "requirement")
    }

    @Test("try assigns a report to the product that contains more of its items, and reports a tie")
    func sharedItems() async throws {
        let shared = Self.lamp.replacing("product: lamp", with: "product: torch").replacing("台灯", with: "手电筒")
        _ = try journey.folder.write(
            Array(shared.replacing("LP-FILM", with: "TO-BEAM").utf8), to: "criteria/torch.yaml")
        let head = "报告编号,样品标签,检测日期,生产日期,标称,检测项目,检测值,单位\n"
        let row = "R-1,S-1,2026-10-20,2026-03-01,material=plastic,"
        let both = try journey.folder.write(Array((head + row + "LP-PB,70,mg/kg\n").utf8), to: "both.csv")
        let changed = try draft("{max: \"90\"}", "{max: \"50\"}")
        let output = try await journey.run("criteria", "try", changed, both)
        #expect(output.contains("其中1份的项目也都见于手电筒，请核对样品的产品"), "\(output)")
        let text = head + row + "LP-PB,70,mg/kg\n" + row + "TO-BEAM,1,mm\n"
        let torch = try journey.folder.write(Array(text.utf8), to: "torch.csv")
        let none = try await journey.run("criteria", "try", changed, torch)
        #expect(none.contains("试判报告0份") && none.contains("没有改变的判定"), "\(none)")
    }

    @Test("try judges past results by a draft and lists the verdicts that change, and stores nothing")
    func trial() async throws {
        let changed = try draft("{max: \"90\"}", "{max: \"50\"}")
        let results = try journey.folder.write(Array(Self.results.utf8), to: "results.csv")
        let output = try await journey.run("criteria", "try", changed, results)
        #expect(output.contains("试判报告3份，其中1份的结论改变，另有1份不属于该产品"), "\(output)")
        #expect(output.contains("要求≤90 mg/kg → 要求≤50 mg/kg") && !output.contains("实测70"), "\(output)")
        #expect(try await journey.run("criteria", "try", changed, results, "--detail").contains("实测70 mg/kg"))
        let json = try await journey.run("criteria", "try", changed, results, "--sold", "2026-10-01", "--json")
        let rows = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]] ?? []
        #expect(rows.compactMap { $0["report"] as? String } == ["R-1", "R-1"])
        #expect(rows.map { $0["item"] as? String } == [nil, "LP-PB"])
        #expect(rows.first?["before"] as? String == "meets")
        #expect(rows.first?["after"] as? String == "fails serious")
        #expect((rows.last?["sentence"] as? String)?.contains("要求≤50 mg/kg（GB 1-2014 第4.3条）") == true)
        #expect(!FileManager.default.fileExists(atPath: journey.folder.path + "/sushai.sqlite"))
        #expect(try await journey.program.run(["criteria", "try", changed, "nowhere.csv"]).status == 65)
    }
}
