import Domain
import TestSupport
import Testing

@testable import Store

@Suite("The tables of accounts")
struct AccountSchemaTests {
    @Test(
        "refuse a row that contradicts a rule",
        arguments: [
            "UPDATE account SET name = 'ab'", "UPDATE account SET name = 'Zhang.san'",
            "UPDATE account SET name = '-abc'",
            "UPDATE account SET name = 'zhang san'", "UPDATE account SET role = 'monitor'",
            "UPDATE account SET region = NULL", "UPDATE account SET role = 'buyer'",
            "UPDATE account SET role = 'laboratory'",
            "UPDATE account SET organisation = 'LAB-01'", "UPDATE account SET duty = 'analyst'",
            "UPDATE account SET passwordHash = 'plain'", "UPDATE account SET mustChangePassword = 2",
            "UPDATE account SET secondFactor = NULL", "UPDATE account SET lastStep = NULL",
            "UPDATE account SET secondFactor = x'00'", "UPDATE accountSession SET hash = 'token'",
            "UPDATE accountSession SET step = 'done'", "UPDATE accountSession SET endsAt = createdAt",
            "UPDATE accountSession SET lastSeenAt = createdAt - 1",
            "UPDATE accountSession SET newSecret = x'00'",
            "UPDATE accountSession SET step = 'secondFactor', newSecret = zeroblob(48)",
            "UPDATE accountSession SET endedAt = 1, newSecret = zeroblob(48)", "UPDATE recoveryCode SET hash = 'code'",
            "INSERT INTO signInFailure (key, failures, lastAt) VALUES ('someone', 1, 0)",
            "INSERT INTO signInFailure (key, failures, lastAt) VALUES ('account:1', -1, 0)",
        ])
    func checks(_ sql: String) async throws {
        let given = try AccountCase()
        _ = try await given.enrolled(.officer)
        let refusal = await given.store.refusal(of: PortableSQL(stringLiteral: sql))
        #expect(refusal.contains("CHECK constraint failed"), "\(refusal)")
    }

    @Test("are added to a database of the step before, and its content stays")
    func upgrade() async throws {
        let folder = try TemporaryFolder()
        let old = try TestStore(onFileIn: folder)
        let token = try await old.store.issueToken(for: Samples.officer(), by: .operator)
        for table in ["signInFailure", "recoveryCode", "accountSession", "account"] {
            try await old.store.raw("DROP TABLE \(table)")
        }
        try await old.store.raw("DELETE FROM grdb_migrations WHERE identifier = '0011 accounts'")
        let new = try TestStore(onFileIn: folder)
        #expect(try await new.store.accounts().isEmpty)
        #expect(try await new.store.principal(token: token.text) == Samples.officer())
        #expect(try await new.store.verifyAudit().fault == nil)
    }

    @Test("find a session and an account by an index")
    func plans() async throws {
        let given = try AccountCase()
        _ = try await given.enrolled()
        let plans = try await given.store.plans {
            _ = try await given.find("token-3")
            _ = try await given.store.accountSessions(of: 1)
            _ = try await given.open(token: "other")
            try await given.store.touch(session: 1)
        }
        #expect(!plans.isEmpty && plans.allSatisfy { !$0.hasPrefix("SCAN") }, "\(plans)")
    }
}
