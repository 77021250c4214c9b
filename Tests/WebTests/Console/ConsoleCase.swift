import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Store
import TestSupport
import Testing
import Workers

@testable import Web

/// The console on a fresh store, with an account that is ready for each role.
struct ConsoleCase: Sendable {
    static let password = "蓝色 河马 骑 三轮车 上山"

    struct Person: Sendable {
        let name: String
        /// The secret of the second factor; nil for none.
        let secret: [UInt8]?
    }

    let base: TestStore
    let context: AppContext

    /// - Parameter crawlers: these replace the shipped crawlers.
    init(
        origin: WebOrigin? = nil, crawlers: [Crawler]? = nil, logger: Logger = Logger(label: "test")
    ) throws {
        let test = try TestAppContext(TestStore(), crawlers: crawlers, logger: logger, origin: origin)
        base = test.base
        context = test.context
    }

    var store: Store {
        base.store
    }

    /// Opens browsers on one server.
    func browse<Value: Sendable>(_ body: @Sendable (any TestClientProtocol) async throws -> Value) async throws -> Value
    {
        try await WebService(context).application(host: "127.0.0.1", port: 0).test(.router, body)
    }

    static func principal(_ role: Role, _ name: String) throws -> Principal {
        try Principal(
            account: #require(AccountName(name)), role: role, region: role.hasRegion ? .zhejiang : nil,
            organisation: role == .laboratory ? Samples.laboratory : role == .platform ? "taobao" : nil,
            duty: role == .laboratory ? .reviewer : nil)
    }

    /// Creates an account with its temporary password.
    ///
    /// - Parameter principal: nil for the usual one of the role.
    func created(
        _ role: Role, _ name: String? = nil, _ principal: Principal? = nil
    ) async throws -> (name: String, password: String) {
        let name = name ?? role.rawValue
        let made = try await ManageAccounts(context).create(
            name: #require(AccountName(name)), principal: principal ?? Self.principal(role, name), by: .operator)
        return (name, made.password)
    }

    /// Creates an account whose owner has set the password, and the second factor if the role requires it.
    func person(_ role: Role, _ name: String? = nil, _ principal: Principal? = nil) async throws -> Person {
        let (name, temporary) = try await created(role, name, principal)
        return try await prepared(name, temporary)
    }

    /// Sets the password of a new account, and the second factor if the role requires it.
    func prepared(_ name: String, _ temporary: String) async throws -> Person {
        guard
            case .begun(_, let first) = try await SignIn(context).run(
                name: name, password: temporary, address: "127.0.0.1", agent: ""),
            case .changed(let token) = try await ChangePassword(context).run(
                first, old: temporary, new: Self.password)
        else { throw Missing.step }
        var session = try #require(try await Sessions(context).find(token: token))
        var secret: [UInt8]?
        if session.step == .enrol {
            let begun = try await SecondFactor(context).begin(session)
            let bytes = try #require(Base32.decoded(begun.secret) as [UInt8]?)
            secret = bytes
            let code = TOTP.code(of: bytes, step: TOTP.step(at: base.clock.now))
            let done = try #require(try await SecondFactor(context).finish(session, code: code))
            session = try #require(try await Sessions(context).find(token: done.token))
            // A code is used once. The next one comes after half a minute.
            base.clock.advance(seconds: TOTP.periodSeconds)
        }
        try await Sessions(context).end(session.id, of: session.account.id)
        return Person(name: name, secret: secret)
    }

    enum Missing: Error { case step }

    func code(_ person: Person) -> String {
        TOTP.code(of: person.secret ?? [], step: TOTP.step(at: base.clock.now))
    }

    /// Signs in completely, and returns the page that the sign-in leads to.
    @discardableResult
    func signIn(_ person: Person, _ browser: Browser, next: String? = nil) async throws -> String {
        let page = try await browser.get(LocalPath.with("/console/sign-in", "next", next))
        var answer = try await browser.submit(
            page, "/console/sign-in", ["name": person.name, "password": Self.password])
        if person.secret != nil {
            let codePage = try await browser.get(#require(answer.location))
            answer = try await browser.submit(codePage, "/console/sign-in/code", ["code": code(person)])
            base.clock.advance(seconds: TOTP.periodSeconds)
        }
        #expect(answer.status == 303, "\(answer.text)")
        return try #require(answer.location)
    }

    /// A browser in which a person of this role is signed in.
    func browser(_ client: any TestClientProtocol, as role: Role, agent: String = "Chrome/120 Windows") async throws
        -> Browser
    {
        let browser = Browser(client, agent: agent)
        try await signIn(person(role), browser)
        return browser
    }
}
