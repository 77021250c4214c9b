import Domain
import TestSupport
import Testing

@Suite("Permissions")
struct PermissionTests {
    /// The columns of the table in the documents: what a person with this role and duty may do.
    private static let columns: [(title: String, permissions: Set<Permission>)] = [
        ("执法人员", Role.officer.permissions),
        ("检测员", Role.laboratory.permissions.union(LaboratoryDuty.analyst.permissions)),
        ("复核员", Role.laboratory.permissions.union(LaboratoryDuty.reviewer.permissions)),
        ("平台", Role.platform.permissions), ("抽样人员", Role.buyer.permissions), ("属地局", Role.bureau.permissions),
        ("审计人员", Role.auditor.permissions), ("管理员", Role.administrator.permissions),
        ("监控程序", Role.monitor.permissions),
    ]

    /// The table as the documents print it.
    private static var table: String {
        func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
        let rows = Permission.allCases.map { permission in
            line(
                [AccessWording.permission(permission)]
                    + columns.map { $0.permissions.contains(permission) ? "✓" : "" })
        }
        return line(["权限"] + columns.map(\.title)) + "|" + String(repeating: "---|", count: columns.count + 1) + "\n"
            + rows.joined()
    }

    @Test("the guide prints the one table that decides")
    func printed() throws {
        let guide = try Repository.text("docs/guides/accounts.md")
        #expect(guide.contains(Self.table), "the table of docs/guides/accounts.md should be:\n\(Self.table)")
    }

    @Test("each belongs to at least one role, and has its own words")
    func used() {
        for permission in Permission.allCases {
            #expect(Self.columns.contains { $0.permissions.contains(permission) }, "\(permission)")
        }
        #expect(Set(Permission.allCases.map(AccessWording.permission)).count == Permission.allCases.count)
    }

    @Test("an auditor reads what an officer reads and changes nothing")
    func auditor() {
        let officer = Role.officer.permissions
        #expect(Role.auditor.permissions.isSubset(of: officer))
        for permission in Role.auditor.permissions { #expect("\(permission)".hasPrefix("read"), "\(permission)") }
        #expect(officer.filter { "\($0)".hasPrefix("read") } == Role.auditor.permissions)
    }

    @Test("an administrator sees no content of a case, and an officer manages no account")
    func administrator() {
        let administrator = Role.administrator.permissions
        #expect(
            administrator == [.readEvents, .readJobs, .manageJobs, .readStorage, .manageAccounts, .manageTokens])
        #expect(Role.allCases.filter { $0.permissions.contains(.manageAccounts) } == [.administrator])
        #expect(Role.allCases.filter { $0.permissions.contains(.manageTokens) } == [.administrator])
    }

    @Test("laboratory, platform, buyer and bureau share nothing with each other or with an officer")
    func apart() {
        let roles: [Role] = [.officer, .laboratory, .platform, .buyer, .bureau]
        for role in roles {
            for other in roles where other != role {
                #expect(role.permissions.isDisjoint(with: other.permissions), "\(role) \(other)")
            }
        }
    }

    @Test("only a reviewer reviews")
    func reviewer() throws {
        let name = try #require(AccountName("li.si"))
        let analyst = try Principal(account: name, role: .laboratory, organisation: "LAB-01", duty: .analyst)
        let reviewer = try Principal(account: name, role: .laboratory, organisation: "LAB-01", duty: .reviewer)
        #expect(!analyst.may(.reviewReports) && reviewer.may(.reviewReports))
        #expect(analyst.may(.uploadReports) && reviewer.may(.uploadReports))
        // A token of the whole laboratory names no person, so nobody reviews with it.
        #expect(!Principal(role: .laboratory, name: "LAB-01", region: nil).may(.reviewReports))
    }

    @Test("machines and people have their own roles")
    func roles() {
        #expect(Role.ofTokens.map(\.rawValue) == ["officer", "laboratory", "platform", "monitor"])
        #expect(Set(Role.ofTokens + Role.ofAccounts) == Set(Role.allCases) && !Role.ofAccounts.contains(.monitor))
        #expect(Role.allCases.filter(\.requiresSecondFactor) == [.officer, .administrator])
    }
}
