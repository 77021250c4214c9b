internal import Foundation
internal import TestSupport
internal import Web

/// The steps of the demonstration, in order. Each looks at what is there and does only what is missing.
struct Play: Sendable {
    let stage: Stage

    init(_ stage: Stage) {
        self.stage = stage
    }

    func run() async throws {
        heading(0, "准备：令牌和服务", "tokens and the service on one SQLite file")
        let tokens = try await Tokens.prepare(stage)
        let service = try await stage.program.start(["serve", "--no-workers", "--stop-with-input"])
        let address = String(service.firstLine.split(separator: " ").last ?? "")
        print("  service " + address + "   platform " + (await stage.platform.address(of: "")))
        try killedHere(0)

        try await pull(day: "day-1", step: 1, at: "2026-11-10T08:00:00+08:00")
        try await pull(day: "day-2", step: 2, at: "2026-11-11T08:00:00+08:00")
        heading(3, "标记", "flag: clearly low price, high sales in a short time, livestream")
        try await stage.show(["screen"], at: "2026-11-11T09:00:00+08:00")
        try await stage.show(["screen", "--list", "--limit", "5"], at: "2026-11-11T09:00:00+08:00")
        try killedHere(3)
        heading(4, "抽样", "freeze the frame, then draw with a public seed")
        try await draw()
        try killedHere(4)
        heading(5, "无感采样", "anonymous purchases with evidence; each sample gets a blind label")
        try await Buyer(stage).run()
        try killedHere(5)
        heading(6, "检测", "the laboratory uploads through the HTTP API, with its own token")
        try await accredit()
        try await Laboratory(stage, address, tokens).run()
        try killedHere(6)
        heading(7, "判定", "judged as they came in: item, sample, conclusion")
        try await stage.show(["lab", "reports"])
        try killedHere(7)
        heading(8, "处置", "route: notice, reminder, lead, proposed takedown")
        try await stage.show(["route"])
        try killedHere(8)
        heading(9, "确认下架", "an officer confirms on a legal basis, through the API")
        try await Officer(stage, address, tokens).run()
        try await stage.show(["takedown", "publish"])
        try killedHere(9)
        heading(10, "平台", "each platform fetches its own list, acts, and posts its receipt")
        try await Platforms(stage, address, tokens).run()
        try killedHere(10)
        heading(11, "复核", "the links are looked at again")
        try await stage.show(["takedown", "recheck"])
        try await stage.show(["takedown", "list"])
        try killedHere(11)
        heading(12, "可溯", "the event log proves itself")
        try await stage.show(["audit", "verify"])
        await service.stop()
        try await finish()
    }

    private func pull(day: String, step: Int, at moment: String) async throws {
        heading(
            step, "拉取 " + day, "pull four feeds through libcurl; one page arrives cut in half and is asked for again")
        stage.platform.set {
            $0.day = day
            $0.cut = ["jd-union/13661-1": 1]
            $0.refused = ["pdd-ddk/9316-2": 1]
        }
        try await stage.show(["pull"], at: moment)
        try killedHere(step)
    }

    /// What the laboratory may test: without a scope nothing is taken from it.
    private func accredit() async throws {
        try await stage.show(
            [
                "lab", "scope", "set", "--laboratory", Tokens.laboratoryName, "--product", "childrens-clothing",
                "--product", "power-bank", "--product", "toys",
            ])
    }

    private func draw() async throws {
        let moment = "2026-11-11T10:00:00+08:00"
        try await stage.show(
            [
                "draw", "open", "--run", "2026-11-A", "--quota", "childrens-clothing=4", "--quota", "power-bank=4",
                "--quota", "toys=4", "--budget", "3000.00",
            ], at: moment)
        try await stage.show(
            ["draw", "execute", "--run", "2026-11-A", "--seed", Self.seed], at: "2026-11-11T21:30:00+08:00")
    }

    /// A public number that nobody could know when the frame was frozen; here made up.
    private static let seed = "2026131 02 09 14 21 27 33 18"

    /// The last line: the counts of the whole way, as one JSON object.
    private func finish() async throws {
        let status = try await stage.quietly(["status", "--json"])
        let counts = try JSONDecoder().decode([String: Int].self, from: Data(status.output.utf8))
        let names = [
            "listings", "flagged", "drawn", "purchased", "results", "meets", "fails", "cannotJudge", "general",
            "serious", "notices", "leads", "takedowns", "receipts", "recheckedGone",
        ]
        print("")
        print("{" + names.map { "\"\($0)\":\(counts[$0] ?? 0)" }.joined(separator: ",") + "}")
    }

    private func heading(_ step: Int, _ chinese: String, _ english: String) {
        print("\n── \(step)  \(chinese) · \(english)")
    }

    /// For the test that a kill between two steps loses nothing: SUSHAI_DEMO_KILL_AFTER names the step after which this
    /// process dies without warning.
    private func killedHere(_ step: Int) throws {
        fflush(nil)
        guard ProcessInfo.processInfo.environment["SUSHAI_DEMO_KILL_AFTER"] == String(step) else { return }
        kill(getpid(), SIGKILL)
    }
}
