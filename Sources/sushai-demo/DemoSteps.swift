internal import Foundation
internal import TestSupport
internal import Web

/// The steps of the demonstration, in order. Each step does only what is missing.
struct DemoSteps: Sendable {
    let context: DemoContext

    init(_ context: DemoContext) {
        self.context = context
    }

    func run() async throws {
        heading(0, "准备：令牌和服务")
        let tokens = try await Tokens.prepare(context)
        let service = try await context.program.start(["serve", "--no-workers", "--stop-with-input"])
        let address = String(service.firstLine.split(separator: " ").last ?? "")
        print("  服务 " + address + "   平台 " + (await context.platform.address(of: "")))
        try killIfAsked(0)

        try await pull(day: "day-1", step: 1, at: "2026-11-10T08:00:00+08:00")
        try await pull(day: "day-2", step: 2, at: "2026-11-11T08:00:00+08:00")
        heading(3, "标记：明显低价、短时销量大、直播带货")
        try await context.show(["screen"], at: "2026-11-11T09:00:00+08:00")
        try await context.show(["screen", "--list", "--limit", "5"], at: "2026-11-11T09:00:00+08:00")
        try killIfAsked(3)
        heading(4, "抽样：冻结抽样框，再用公开种子抽签")
        try await draw()
        try killIfAsked(4)
        heading(5, "无感采样：购买并登记证据，每件样品取得标签")
        try await Buyer(context).run()
        try killIfAsked(5)
        heading(6, "检测：承检机构以自己的令牌通过接口上传报告")
        try await setScope()
        try await Laboratory(context, address, tokens).run()
        try killIfAsked(6)
        heading(7, "判定：项目、样品、结论")
        try await context.show(["lab", "reports"])
        try killIfAsked(7)
        heading(8, "处置：告知书、提醒、案件线索、拟下架")
        try await context.show(["route"])
        try killIfAsked(8)
        heading(9, "确认下架：执法人员通过接口依法确认")
        try await Officer(context, address, tokens).run()
        try await context.show(["takedown", "publish"])
        try killIfAsked(9)
        heading(10, "平台：各平台取得清单，下架并回执")
        try await Platforms(context, address, tokens).run()
        try killIfAsked(10)
        heading(11, "复核：再次访问链接")
        try await context.show(["takedown", "recheck"])
        try await context.show(["takedown", "list"])
        try killIfAsked(11)
        heading(12, "可溯：校验事件日志")
        try await context.show(["audit", "verify"])
        await service.stop()
        try await finish()
    }

    private func pull(day: String, step: Int, at moment: String) async throws {
        heading(step, day == "day-1" ? "拉取第一天的数据：一页中途截断，重新请求" : "拉取第二天的数据")
        context.platform.set {
            $0.day = day
            $0.cut = ["jd-union/13661-1": 1]
            $0.refused = ["pdd-ddk/9316-2": 1]
        }
        try await context.show(["pull"], at: moment)
        try killIfAsked(step)
    }

    /// Sets the scope of the laboratory. Without a scope, none of its reports is accepted.
    private func setScope() async throws {
        try await context.show(
            [
                "lab", "scope", "set", "--laboratory", Tokens.laboratoryName, "--product", "childrens-clothing",
                "--product", "power-bank", "--product", "toys",
            ])
    }

    private func draw() async throws {
        let moment = "2026-11-11T10:00:00+08:00"
        try await context.show(
            [
                "draw", "open", "--run", "2026-11-A", "--quota", "childrens-clothing=4", "--quota", "power-bank=4",
                "--quota", "toys=4", "--budget", "3000.00",
            ], at: moment)
        try await context.show(
            ["draw", "execute", "--run", "2026-11-A", "--seed", Self.seed], at: "2026-11-11T21:30:00+08:00")
    }

    /// A public number that nobody knows when the frame is frozen. This one is invented.
    private static let seed = "2026131 02 09 14 21 27 33 18"

    /// The folder whose data `make demo-console` serves, as a copy.
    private static let consoleFolder = ".demo"

    /// Prints the last line: the counts of all steps, as one JSON object.
    private func finish() async throws {
        let status = try await context.runHidden(["status", "--json"])
        let counts = try JSONDecoder().decode([String: Int].self, from: Data(status.output.utf8))
        let names = [
            "listings", "flagged", "drawn", "purchased", "results", "meets", "fails", "cannotJudge", "general",
            "serious", "notices", "leads", "takedowns", "receipts", "recheckedGone",
        ]
        print("")
        if context.folder == Self.consoleFolder {
            print("控制台：运行 make demo-console，再打开 http://127.0.0.1:8080/；各角色的账号和临时密码由该命令列出。\n")
        }
        print("{" + names.map { "\"\($0)\":\(counts[$0] ?? 0)" }.joined(separator: ",") + "}")
    }

    private func heading(_ step: Int, _ text: String) {
        print("\n── \(step)  \(text)")
    }

    /// Kills this process after the step that SUSHAI_DEMO_KILL_AFTER names. A test uses it to prove that a kill between
    /// two steps loses nothing.
    private func killIfAsked(_ step: Int) throws {
        fflush(nil)
        guard ProcessInfo.processInfo.environment["SUSHAI_DEMO_KILL_AFTER"] == String(step) else { return }
        kill(getpid(), SIGKILL)
    }
}
