import Foundation
import TestSupport
import Testing

private func purchase(paid: String, on day: String, region: String) -> [String] {
    [
        "purchase", "record", "--task", "1", "--order", "a", "--paid", paid, "--on", day, "--seller", "b", "--region",
        region, "--laboratory", "c", "--evidence", "Fixtures/Evidence/order.png",
    ]
}

/// Bad input gets a clear answer and nothing is lost. The tests run the built program.
@Suite(.timeLimit(.minutes(15))) struct BadInputTests {
    @Test("a rule file with an unknown key is named with file, line and column; exit code 65")
    func unknownKey() async throws {
        let journey = try Journey()
        let text = try Repository.text("Criteria/toys.yaml").replacing(
            "        limit: {max:", with: "        limt: {max:")
        let file = try journey.folder.write(Array(text.utf8), to: "toys.yaml")
        let run = try await journey.program.run(["criteria", "check", file])
        #expect(run.status == 65)
        #expect(run.error.contains("\(file):"))
        #expect(run.error.contains("the key “limt” is not known here"))
        let line = try #require(
            text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("limt") })
        #expect(run.error.contains("\(file):\(line + 1):9:"), "\(run.error)")
    }

    @Test("a feed cut in half is reported with the place; exit code 65 and nothing on standard output")
    func cutFeed() async throws {
        let run = try await Journey().program.run(
            ["screen", "--crawler", "taobao-top"], input: Repository.bytes("Fixtures/Awkward/taobao-cut-in-half.json"))
        #expect(run.status == 65)
        #expect(run.output.isEmpty)
        #expect(run.error.contains("被截断") && run.error.contains("行第"))
    }

    @Test("a feed that answers 200 with an error body is an error, not an empty page")
    func errorBody() async throws {
        let run = try await Journey().program.run(
            ["screen", "--crawler", "pdd-ddk"], input: Repository.bytes("Fixtures/Awkward/pdd-error-200.json"))
        #expect(run.status == 65)
        #expect(run.error.contains("业务服务错误"))
    }

    @Test("each unreadable record is listed and the others are screened")
    func awkwardRecords() async throws {
        var reasons = ""
        for crawler in ["taobao-top", "jd-union", "pdd-ddk", "douyin-live"] {
            for day in ["day-1", "day-2"] {
                for name in try Repository.names(in: "Fixtures/Pages/\(crawler)/\(day)") {
                    let bytes = try Repository.bytes("Fixtures/Pages/\(crawler)/\(day)/\(name)")
                    let run = try await Journey().program.run(["screen", "--crawler", crawler], input: bytes)
                    #expect(run.status == 0, "\(run.error)")
                    reasons += run.error
                }
            }
        }
        for reason in ["price-not-positive (price)：价格不是正数：“0.00”", "“-1”", "too-long (title)"] {
            #expect(reasons.contains(reason), "\(reason)")
        }
    }

    @Test("a laboratory file with a missing column names the column; an unknown sample names the label")
    func laboratoryFiles() async throws {
        let journey = try Journey()
        let missing = try await journey.program.run(
            ["lab", "file", "--laboratory", "LAB-01", "Fixtures/Awkward/lab-missing-column.csv"])
        #expect(missing.status == 65)
        #expect(missing.error.contains("第1行：缺少列“检测值”"))
        let unknown = try await journey.program.run(
            ["lab", "file", "--laboratory", "LAB-01", "Fixtures/LabReports/toys.csv"])
        #expect(unknown.status == 65)
        #expect(unknown.output.contains("S-0000-0001"))
        #expect(try await journey.counts()["results"] == 0)
    }

    @Test(
        "an unusable argument is named",
        arguments: [
            (purchase(paid: "39,90", on: "2026-11-05", region: "330482"), "--paid 39,90"),
            (purchase(paid: "39.90", on: "2026-02-30", region: "330482"), "--on 2026-02-30"),
            (purchase(paid: "39.90", on: "2026-11-05", region: "33"), "--region 33"),
            (["draw", "open", "--run", "a", "--quota", "toys", "--budget", "1"], "--quota toys"),
            (["token", "create", "--role", "king", "--name", "a"], "--role king"),
            (["work", "--only", "everything", "--once"], "--only everything"),
        ])
    func arguments(arguments: [String], named: String) async throws {
        let run = try await Journey().program.run(arguments)
        #expect(run.status == 65)
        #expect(run.error.contains(named), "\(run.error)")
    }

    @Test("a missing object is reported; exit code 69")
    func absent() async throws {
        let journey = try Journey()
        for arguments in [
            ["judge", "--report", "99"], ["route", "--conclusion", "99"], ["screen", "--pull", "99"],
            ["draw", "execute", "--run", "none", "--seed", "s"], ["quarantine", "show", "--id", "9"],
            ["pull", "--crawler", "nobody"], ["job", "revive", "--id", "7"], ["token", "revoke", "--id", "7"],
        ] {
            let run = try await journey.program.run(arguments)
            #expect(run.status == 69, "\(arguments): \(run.error)")
            #expect(run.error.hasPrefix("sushai: 未找到：") || run.error.hasPrefix("sushai: 没有"), "\(run.error)")
        }
    }

    @Test("a command that only reads does not create a database at a mistyped path")
    func readingMakesNothing() async throws {
        let journey = try Journey()
        for arguments in [
            ["status"], ["audit", "verify"], ["takedown", "list"], ["lab", "reports"], ["job", "list"],
        ] {
            let run = try await journey.program.run(arguments)
            #expect(run.status == 74)
            #expect(run.error.contains("没有数据库 "))
        }
        #expect(try journey.folder.files().isEmpty)
    }

    @Test(
        "an invalid setting is refused before anything is changed",
        arguments: [
            ("SUSHAI_EVIDENCE", ""), ("SUSHAI_DATABASE", ":memory:"), ("SUSHAI_PORT", "65536"), ("SUSHAI_REGION", "33"),
            ("SUSHAI_DATABASE_MAX_MEGABYTES", "99999999999999999"), ("SUSHAI_DATABASE_MAX_MEGABYTES", "0"),
            ("SUSHAI_CLOCK_START", "yesterday"), ("SUSHAI_LOG_LEVEL", "loud"), ("SUSHAI_LOG_FORMAT", "xml"),
        ])
    func settings(variable: String, value: String) async throws {
        let journey = try Journey()
        let run = try await journey.program.run(["screen"], environment: [variable: value])
        #expect(run.status == 65, "\(run.error)")
        #expect(run.error.contains(variable))
        #expect(try journey.folder.files().isEmpty)
    }

    @Test("a full standard output is exit code 74, not a crash")
    func fullOutput() async throws {
        let program = Program(named: "/bin/bash", folder: Repository.root)
        let run = try await program.run(["-c", "'\(Program.builtPrograms)/sushai' settings > /dev/full"])
        #expect(run.status == 74)
        #expect(run.error.contains("标准输出无法写入"))
    }

    @Test("a clock set by hand is refused on a live database, and a file that is not a database is refused")
    func wrongDatabase() async throws {
        let live = try Journey()
        let environment = ["SUSHAI_DATABASE": live.folder.path + "/live.sqlite"]
        let made = try await Program(environment: environment, folder: Repository.root).run(["screen"])
        #expect(made.status == 0, "\(made.error)")
        let refused = try await live.program.run(["status"], environment: environment)
        #expect(refused.status == 74)
        #expect(refused.error.contains("this database is a live one"))
        try live.folder.write(Array(String(repeating: "no database ", count: 500).utf8), to: "text.sqlite")
        let text = try await live.program.run(
            ["status"], environment: ["SUSHAI_DATABASE": live.folder.path + "/text.sqlite"])
        #expect(text.status == 74)
        #expect(text.error.contains("not an intact SQLite database"))
    }
}
