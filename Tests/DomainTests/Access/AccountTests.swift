import Domain
import TestSupport
import Testing

@Suite("An account")
struct AccountTests {
    @Test(
        "has a name of 3 to 40 of a-z 0-9 . _ -",
        arguments: ["abc", "zhang.san", "330400-017", "0_0", "a--", "admin", String(repeating: "a", count: 40)])
    func names(_ text: String) {
        #expect(AccountName(text)?.text == text)
    }

    @Test(
        "any other text is no name",
        arguments: [
            "", "ab", "Zhang", "张三丰", ".abc", "-abc", "_abc", "zhang san", " abc", "abc ", "a/b", "a@b.c", "a\0bc",
            "ａｂｃ", String(repeating: "a", count: 41),
        ])
    func otherNames(_ text: String) {
        #expect(AccountName(text) == nil)
    }

    @Test(
        "its name may be typed in upper case, full width and with spaces around it",
        arguments: ["Zhang.San", " zhang.san ", "ｚｈａｎｇ．ｓａｎ", "\u{3000}ZHANG.SAN"])
    func typed(_ text: String) {
        #expect(AccountName(typed: text)?.text == "zhang.san")
    }

    private static let name = AccountName("zhang.san")

    @Test(
        "officer, bureau and auditor act by their name, in their region", arguments: [Role.officer, .bureau, .auditor])
    func regional(_ role: Role) throws {
        let principal = try Principal(account: #require(Self.name), role: role, region: RegionCode("330400"))
        #expect(principal == Principal(role: role, name: "zhang.san", region: RegionCode("330400")))
        #expect(principal.actor.text == "\(role.rawValue):zhang.san" && principal.organisation == nil)
    }

    @Test("people of laboratories and platforms act for them, each as a person")
    func organisations() throws {
        let name = try #require(Self.name)
        let reviewer = try Principal(account: name, role: .laboratory, organisation: "LAB-01", duty: .reviewer)
        #expect(reviewer.actor.text == "laboratory:LAB-01/zhang.san" && reviewer.organisation == "LAB-01")
        let platform = try Principal(account: name, role: .platform, organisation: "taobao")
        #expect(platform.actor.text == "platform:taobao/zhang.san" && platform.duty == nil)
        for role in [Role.buyer, .administrator] {
            #expect(try Principal(account: name, role: role).actor.text == "\(role.rawValue):zhang.san")
        }
    }

    @Test("has exactly the particulars of its role")
    func faults() throws {
        let name = try #require(Self.name)
        let region = RegionCode("330400")
        func fault(
            _ role: Role, _ region: RegionCode? = nil, _ organisation: String? = nil, _ duty: LaboratoryDuty? = nil
        ) -> AccountFault? {
            do {
                _ = try Principal(account: name, role: role, region: region, organisation: organisation, duty: duty)
                return nil
            } catch {
                return error
            }
        }
        #expect(fault(.monitor) == .roleOfTokens(.monitor))
        for role in [Role.officer, .bureau, .auditor] { #expect(fault(role) == .regionMissing(role)) }
        for role in [Role.buyer, .administrator] { #expect(fault(role, region) == .regionNotAllowed(role)) }
        #expect(fault(.laboratory, region, "LAB-01", .analyst) == .regionNotAllowed(.laboratory))
        #expect(fault(.laboratory, nil, nil, .analyst) == .organisationMissing(.laboratory))
        #expect(fault(.platform, nil, "") == .organisationMissing(.platform))
        #expect(fault(.officer, region, "LAB-01") == .organisationNotAllowed(.officer))
        #expect(fault(.laboratory, nil, "LAB-01") == .dutyMissing)
        #expect(fault(.platform, nil, "taobao", .reviewer) == .dutyNotAllowed(.platform))
    }

    private static func account(_ role: Role, mustChange: Bool, hasSecondFactor: Bool) throws -> Account {
        let name = try #require(Self.name)
        return Account(
            id: 1, name: name,
            principal: try Principal(account: name, role: role, region: role.hasRegion ? RegionCode("330400") : nil),
            mustChangePassword: mustChange, hasSecondFactor: hasSecondFactor, createdAt: FixedClock.start)
    }

    @Test("asks for the second factor first, then for a new password, then for a second factor that the role requires")
    func steps() throws {
        func step(_ role: Role, _ mustChange: Bool, _ hasFactor: Bool, shown: Bool) throws -> AccountSession.Step {
            let account = try Self.account(role, mustChange: mustChange, hasSecondFactor: hasFactor)
            return .init(for: account, secondFactorShown: shown)
        }
        for role in [Role.officer, .buyer] {
            for mustChange in [true, false] {
                #expect(try step(role, mustChange, true, shown: false) == .secondFactor)
                #expect(try step(role, mustChange, true, shown: true) == (mustChange ? .changePassword : .full))
            }
            #expect(try step(role, true, false, shown: false) == .changePassword)
        }
        for role in [Role.officer, .administrator] { #expect(try step(role, false, false, shown: false) == .enrol) }
        for role in [Role.buyer, .bureau, .auditor] { #expect(try step(role, false, false, shown: false) == .full) }
    }

    @Test("has one word for its state")
    func states() throws {
        let new = try Self.account(.buyer, mustChange: true, hasSecondFactor: false)
        let used = try Self.account(.buyer, mustChange: false, hasSecondFactor: false)
        let disabled = Account(
            id: 1, name: new.name, principal: new.principal, isDisabled: true, mustChangePassword: true,
            createdAt: new.createdAt)
        #expect([new, used, disabled].map(AccessWording.state) == ["待首次登录", "有效", "已停用"])
    }
}
