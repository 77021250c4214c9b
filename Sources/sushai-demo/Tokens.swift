internal import Foundation
internal import TestSupport

/// The tokens of the participants. They are created once and stored in the folder of the demonstration, readable by its
/// owner only.
struct Tokens: Sendable {
    let laboratory: String
    let officer: String
    let platforms: [String: String]

    static let laboratoryName = "LAB-01"
    static let platformNames = ["taobao", "jd", "pdd", "douyin"]

    private struct Issued: Decodable {
        let token: String
    }

    static func prepare(_ context: DemoContext) async throws -> Tokens {
        try FileManager.default.createDirectory(atPath: context.folder, withIntermediateDirectories: true)
        let path = context.folder + "/tokens.json"
        var known: [String: String] = [:]
        if let data = FileManager.default.contents(atPath: path) {
            known = try JSONDecoder().decode([String: String].self, from: data)
        }
        let wanted =
            [("laboratory", laboratoryName, nil), ("officer", "330000-001", "330000")]
            + platformNames.map { ("platform", $0, String?.none) }
        for (role, name, region) in wanted where known[name] == nil {
            let arguments =
                ["token", "create", "--role", role, "--name", name] + (region.map { ["--region", $0] } ?? [])
            let issued = try await context.rows(Issued.self, arguments, at: "2026-11-10T07:00:00+08:00")
            known[name] = issued[0].token
            try JSONEncoder().encode(known).write(to: URL(fileURLWithPath: path), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        }
        return Tokens(
            laboratory: known[laboratoryName] ?? "", officer: known["330000-001"] ?? "",
            platforms: known.filter { platformNames.contains($0.key) })
    }
}
