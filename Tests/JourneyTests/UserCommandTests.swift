import Foundation
import TestSupport
import Testing

/// `sushai user`, run as a program.
@Suite(.timeLimit(.minutes(15))) struct UserCommandTests {
    private static func rows(_ output: String) throws -> [[String: Any]] {
        try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]] ?? []
    }

    @Test("an account is created, listed, reset, disabled and enabled")
    func life() async throws {
        let journey = try Journey()
        let created = try await journey.run("user", "create", "--role", "administrator", "--name", "admin")
        #expect(created.contains("临时密码只显示这一次") && created.contains("设置动态口令"))
        let made = try Self.rows(
            try await journey.run(
                "user", "create", "--role", "laboratory", "--name", "li.si", "--laboratory", "LAB-01", "--json"))
        let password = try #require(made.first?["password"] as? String)
        #expect(password.wholeMatch(of: /(?:[0-9a-z]{4}-){3}[0-9a-z]{4}/) != nil)
        let reset = try Self.rows(try await journey.run("user", "reset", "--name", "li.si", "--json"))
        #expect(reset.first?["password"] as? String != password)
        #expect(try await journey.run("user", "disable", "--name", "li.si").contains("账号 li.si：已停用"))
        let listed = try await journey.run("user", "list", "--json")
        let states = try Self.rows(listed).map { "\($0["name"] ?? "") \($0["role"] ?? "") \($0["state"] ?? "")" }
        #expect(states == ["admin administrator 待首次登录", "li.si laboratory 已停用"])
        #expect(!listed.contains(password))
        #expect(try Self.rows(listed).last?["duty"] as? String == "analyst")
        #expect(try await journey.run("user", "enable", "--name", "li.si").contains("已启用"))
        let events = try await journey.run("audit", "log", "--subject", "account:2", "--json")
        #expect(events.contains("account.created") && events.contains("account.enabled") && !events.contains(password))
    }

    @Test(
        "a mistake is exit code 65 or 69 and a Chinese sentence",
        arguments: [
            (["--role", "monitor", "--name", "m-01"], 65, "--role monitor 不可用，可用：officer、laboratory"),
            (["--role", "officer", "--name", "zhang.san"], 65, "执法人员的账号须写明区域"),
            (["--role", "officer", "--name", "Zhang", "--region", "330400"], 65, "--name Zhang 不可用：账号名应为3至40个"),
            (["--role", "buyer", "--name", "b-01", "--region", "330400"], 65, "抽样人员的账号没有区域"),
            (["--role", "buyer", "--name", "b-01", "--laboratory", "LAB-01"], 65, "--laboratory 仅用于承检机构"),
            (["--role", "laboratory", "--name", "li.si"], 65, "承检机构的账号须写明所属的承检机构"),
            (
                ["--role", "laboratory", "--name", "li.si", "--laboratory", "L", "--duty", "boss"], 65,
                "--duty boss 不可用"
            ),
            (["--role", "platform", "--name", "p-01", "--platform", "nowhere"], 65, "--platform nowhere：没有该平台的抓取器"),
            (["--role", "buyer", "--name", "admin"], 69, "该账号名已被使用"),
        ])
    func mistakes(_ arguments: [String], _ code: Int, _ sentence: String) async throws {
        let journey = try Journey()
        try await journey.run("user", "create", "--role", "administrator", "--name", "admin")
        let run = try await journey.program.run(["user", "create"] + arguments)
        #expect(Int(run.status) == code && run.error.hasPrefix("sushai: " + sentence), "\(run.error)")
    }

    @Test("an unknown account is exit code 69")
    func unknown() async throws {
        let journey = try Journey()
        try await journey.run("user", "create", "--role", "administrator", "--name", "admin")
        for command in ["reset", "disable", "enable"] {
            let run = try await journey.program.run(["user", command, "--name", "nobody"])
            #expect(run.status == 69 && run.error.contains("未找到"), "\(run.error)")
        }
    }

    @Test("serve says how to make the first administrator, until there is one")
    func firstRun() async throws {
        let journey = try Journey()
        let shell = Program(
            named: "/bin/sh", environment: journey.program.environment, folder: Repository.root)
        func output(_ file: String) async throws -> String {
            let program = Program.builtPrograms + "/sushai"
            let script = "exec \"$0\" serve --no-workers --stop-with-input >\"$1\""
            let service = try shell.launch(["-c", script, program, journey.folder.path + "/" + file])
            func written() -> String {
                String(decoding: journey.folder.bytes(file) ?? [], as: UTF8.self)
            }
            try await eventually { written().contains("listening on") }
            await service.stop()
            return written()
        }
        let hint = "sushai user create --role administrator"
        #expect(try await output("first").contains(hint))
        try await journey.run("user", "create", "--role", "administrator", "--name", "admin")
        #expect(try await !output("second").contains(hint))
        try await journey.run("user", "disable", "--name", "admin")
        #expect(try await output("third").contains(hint))
    }
}
