import Domain
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

/// The API requires the permissions of the same table as the pages. The document of the API names them.
@Suite("Permissions of the API", .timeLimit(.minutes(2)))
struct APIPermissionTests {
    private struct Operation: Sendable {
        let method: String
        let path: String
        let permission: Permission?
    }

    /// The operations of the API's document, by path.
    private static func operations() throws -> [Operation] {
        let text = try Repository.text("Sources/Web/Templates/openapi.json")
        let document = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
        return try paths.flatMap { path, methods in
            try methods.map { method, operation in
                let name = operation["x-permission"] as? String
                return Operation(
                    method: method.uppercased(), path: path,
                    permission: try name.map { try #require(Permission(rawValue: $0), "\($0)") })
            }
        }.sorted { ($0.path, $0.method) < ($1.path, $1.method) }
    }

    @Test("Each operation is open to the roles that have its permission, and to no other")
    func enforced() async throws {
        let web = try await WebCase()
        let callers = ["province", WebCase.laboratory, "taobao", "monitor"]
        for operation in try Self.operations() {
            guard let permission = operation.permission else {
                #expect(["/v1/openapi.json", "/healthz", "/readyz"].contains(operation.path), "\(operation)")
                continue
            }
            let method = try #require(HTTPRequest.Method(operation.method))
            let path = WalkCase.fill(operation.path) { _ in "1" }
            for caller in callers {
                let holder = try #require(WebCase.people.first { $0.name == caller })
                let answer = try await web.call(method, path, as: caller, body: "{}")
                #expect(
                    (answer.status == 403) == !holder.may(permission), "\(operation) as \(caller): \(answer.status)")
            }
        }
    }

    @Test(
        "An auditor may read what officers read, and change nothing; no other role of people has an operation of officers"
    )
    func auditor() throws {
        for operation in try Self.operations() where operation.path.hasPrefix("/v1/officer/") {
            let permission = try #require(operation.permission)
            #expect(Role.auditor.permissions.contains(permission) == (operation.method == "GET"), "\(operation)")
            for role in [Role.buyer, .bureau, .laboratory, .platform] {
                #expect(!role.permissions.contains(permission), "\(operation) \(role)")
            }
        }
    }

    @Test("The guide prints the permission of each operation")
    func printed() throws {
        let operations = try Self.operations()
        let rows = Permission.allCases.compactMap { permission -> String? in
            let own = operations.filter { $0.permission == permission }.map { "`\($0.method) \($0.path)`" }
            return own.isEmpty
                ? nil : "| \(AccessWording.permission(permission)) | \(own.joined(separator: "、")) |\n"
        }
        let table = "| 权限 | 请求 |\n|---|---|\n" + rows.joined()
        #expect(
            try Repository.text("docs/guides/accounts.md").contains(table),
            "the table of docs/guides/accounts.md should be:\n\(table)")
    }
}
