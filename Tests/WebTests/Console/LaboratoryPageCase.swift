import Domain
import Foundation
import HummingbirdTesting
import Store
import TestSupport
import Testing

@testable import Web

/// The console with samples that were sent to a laboratory, and the days of the tests in the past.
struct LaboratoryPageCase: Sendable {
    let console: ConsoleCase
    let labels: [String]

    static let other = "laboratory-b"
    static let uploads = "/console/laboratory/uploads"
    static let held = "/console/laboratory/held"
    static let header = "报告编号,样品标签,检测日期,生产日期,标称,检测项目,检测值,单位\n"

    init(samples: Int = 1, fourEyes: Bool = false) async throws {
        console = try ConsoleCase()
        labels = try await Samples.manySamples(in: console.store, count: samples)
        console.base.clock.advance(seconds: LaboratoryCase.testingSeconds)
        for laboratory in [Samples.laboratory, Self.other] { try await Samples.accredit(laboratory, console.context) }
        if fourEyes { try await console.store.setLaboratory(Samples.laboratory, fourEyes: true, by: .operator) }
    }

    /// A browser in which a person of a laboratory is signed in.
    func browser(
        _ client: any TestClientProtocol, _ name: String = "analyst-1", of laboratory: String = Samples.laboratory,
        _ duty: LaboratoryDuty = .analyst
    ) async throws -> Browser {
        let principal = try Principal(
            account: #require(AccountName(name)), role: .laboratory, organisation: laboratory, duty: duty)
        let person = try await console.person(.laboratory, name, principal)
        let browser = Browser(client)
        try await console.signIn(person, browser)
        return browser
    }

    func row(_ item: String, number: String = "R-1", label: String? = nil, value: String = "合格") -> String {
        "\(number),\(label ?? labels[0]),2026-11-12,2026-05-20,variant=standard,\(item),\(value),\n"
    }

    /// Uploads a file through the form.
    func upload(_ browser: Browser, _ text: String, name: String = "结果.csv") async throws -> Browser.Page {
        let page = try await browser.get(Self.uploads + "/new")
        return try await browser.submit(
            page, Self.uploads + "/new", files: [.init("file", name, text: text)])
    }

    /// The numbers in links to `path`.
    static func numbers(_ page: Browser.Page, _ path: String) -> [Int64] {
        page.text.components(separatedBy: "href=\"\(path)/").dropFirst().compactMap { part in
            Int64(part.prefix { $0.isNumber })
        }
    }
}
