import Foundation
import TestSupport
import Testing

/// Counts and lists of other authorities, imported with the built program.
@Suite(.timeLimit(.minutes(15))) struct SupervisionJourneyTests {
    @Test(
        "a list is imported once and shown; a list with a mistake is refused as a whole with its position; exit code 65"
    )
    func imports() async throws {
        let journey = try Journey()
        let counts = "对象,平台,名称或编号,类型,数量,起,止,来源\n商品,taobao,42,投诉举报,5,2026-10-01,2026-10-31,12315\n"
        let file = try journey.folder.write(Array(counts.utf8), to: "counts.csv")
        #expect(try await journey.run("attention", "import", file).contains("已导入"))
        #expect(try await journey.run("attention", "import", file).contains("此前已导入"))
        #expect(try await journey.run("attention", "list").contains("12315"))

        let shops = "平台,店铺,年度,来源\njd,虚构店,2025,省局\njd,虚构店,去年,省局\n"
        let bad = try journey.folder.write(Array(shops.utf8), to: "shops.csv")
        let refused = try await journey.program.run(["shop", "import", bad])
        #expect(refused.status == 65)
        #expect(refused.error.contains("第3行第3列“年度”"))
        #expect(try await journey.run("shop", "list", "--json") == "[]\n")
        #expect(try await journey.program.run(["attention", "import", "nowhere.csv"]).status == 65)
        #expect(try await journey.program.run(["twin", "find", "--product", "nothing"]).status == 69)
    }

    @Test("`criteria check` names mistakes in the shared flag rules")
    func sharedRules() async throws {
        let journey = try Journey()
        try FileManager.default.createDirectory(
            atPath: journey.folder.path + "/shared", withIntermediateDirectories: true)
        let file = try journey.folder.write(Array("burst: {topShare: 0.1}\n".utf8), to: "shared/flagging.yaml")
        let run = try await journey.program.run(["criteria", "check", file])
        #expect(run.status == 65 && run.error.contains("flagging.yaml:1:"), "\(run.error)")
    }
}
