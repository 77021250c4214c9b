import Domain
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Store
import TestSupport
import Testing

@testable import Web

/// A browser's script that sends files in parts.
private struct Uploader {
    let browser: Browser
    let token: String
    let path: String

    init(_ browser: Browser, _ path: String) async throws {
        self.browser = browser
        self.path = path
        token = try await browser.get("/console/me").hidden("/console/sign-out")["form"] ?? ""
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: [String: String] = [:], _ bytes: [UInt8] = []
    ) async throws -> Browser.Page {
        let own = ["Origin": browser.origin, "Tus-Resumable": "1.0.0", "X-Form-Token": token]
        return try await browser.send(
            method, path, own.merging(headers) { $1 }, bytes.isEmpty ? nil : ByteBuffer(bytes: bytes))
    }

    func begin(
        _ bytes: [UInt8], _ kind: EvidenceKind, sample: String = "", _ headers: [String: String] = [:]
    ) async throws -> Browser.Page {
        let values = [
            ("sample", sample), ("kind", kind.rawValue), ("sha256", Digest.sha256(bytes)), ("filename", "开箱.mp4"),
        ]
        let metadata = values.map { $0.0 + " " + Data($0.1.utf8).base64EncodedString() }.joined(separator: ",")
        return try await send(
            .post, path, ["Upload-Length": String(bytes.count), "Upload-Metadata": metadata].merging(headers) { $1 })
    }

    func append(_ place: String, _ bytes: some Collection<UInt8>, at offset: Int) async throws -> Browser.Page {
        try await send(
            .patch, place, ["Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream"],
            Array(bytes))
    }
}

@Suite("Files that the console sends in parts", .timeLimit(.minutes(3)))
struct UploadPartTests {
    private typealias Case = LaboratoryPageCase
    private static let uploads = "/console/laboratory/evidence/uploads"
    private static let evidence = "/console/laboratory/evidence"
    private static let video = EvidenceSamples.video(1, bytes: 3_000)

    @Test("A laboratory's file is announced, broken off, asked for and finished; it is in the list of its sample")
    func laboratory() async throws {
        let pages = try await Case()
        try await pages.console.browse { client in
            let browser = try await pages.browser(client)
            let script = try await Uploader(browser, Self.uploads)
            let begun = try await script.begin(Self.video, .video, sample: pages.labels[0])
            #expect(begun.status == 201 && begun.header("Upload-Offset") == "0")
            let place = try #require(begun.location)
            #expect(place.hasPrefix(Self.uploads + "/"))
            #expect(try await script.append(place, Self.video[..<1_000], at: 0).status == 204)
            #expect(try await browser.get(Self.evidence + "/new").text.contains("已收到 33%"))
            // After a reload, the same announcement goes on with the same upload.
            let again = try await script.begin(Self.video, .video, sample: pages.labels[0])
            #expect(again.location == place && again.header("Upload-Offset") == "1000")
            #expect(try await script.append(place, Self.video[2_000...], at: 2_000).status == 409)
            let head = try await script.send(.head, place)
            #expect(head.status == 200 && head.header("Upload-Offset") == "1000")
            #expect(try await script.append(place, Self.video[1_000...], at: 1_000).header("Upload-Offset") == "3000")
            let list = try await browser.get(LocalPath.with(Self.evidence, "sample", pages.labels[0]))
            #expect(list.text.contains("开箱.mp4") && list.text.contains("视频"))
            let content = Self.evidence + "/" + Digest.sha256(Self.video) + "/content"
            #expect(try await browser.get(content).bytes == 3_000)
        }
    }

    @Test("Without session, form token or origin, with another laboratory or role, nothing is taken")
    func refusals() async throws {
        let pages = try await Case()
        try await pages.console.browse { client in
            let owner = try await pages.browser(client)
            let script = try await Uploader(owner, Self.uploads)
            let label = pages.labels[0]
            for (headers, status) in [
                (["X-Form-Token": ""], 403), (["X-Form-Token": "x"], 403), (["Origin": "https://evil.example"], 403),
                (["Origin": ""], 403), (["Tus-Resumable": ""], 412),
            ] {
                #expect(
                    try await script.begin(Self.video, .video, sample: label, headers).status == status, "\(headers)")
            }
            let place = try #require(try await script.begin(Self.video, .video, sample: label).location)
            let other = try await Uploader(
                pages.browser(client, "analyst-b", of: Case.other), Self.uploads)
            #expect(try await other.begin(Self.video, .video, sample: label).status == 404)
            for method in [HTTPRequest.Method.head, .delete] {
                #expect(try await other.send(method, place).status == 404, "\(method)")
            }
            #expect(try await other.append(place, Self.video, at: 0).status == 404)
            let buyer = try await Uploader(pages.console.browser(client, as: .buyer), Self.uploads)
            #expect(try await buyer.begin(Self.video, .video, sample: label).status == 403)
            owner.cookies = [:]
            #expect(try await script.append(place, Self.video, at: 0).status == 401)
            #expect(try await pages.console.store.evidencePieces(in: .all, limit: 10).isEmpty)
        }
    }

    @Test("Without script the form takes whole files, once; what is missing or refused is said at its field")
    func wholeFiles() async throws {
        let pages = try await Case()
        try await pages.console.browse { client in
            let browser = try await pages.browser(client)
            let path = Self.evidence + "/new"
            let form = try await browser.get(LocalPath.with(path, "sample", pages.labels[0]))
            #expect(form.text.contains("value=\"\(pages.labels[0])\"") && form.text.contains("upload.js"))
            let photo = Browser.File("file", "样品.png", EvidenceSamples.png)
            let typed = ["sample": pages.labels[0].lowercased(), "kind": "photo"]
            let kept = try await browser.submit(form, path, typed, files: [photo])
            #expect(kept.status == 303)
            #expect(try await browser.get(#require(kept.location)).text.contains("保存了 1 个文件。"))
            let again = try await browser.submit(browser.get(path), path, typed, files: [photo])
            #expect(try await browser.get(#require(again.location)).text.contains("其余此前已有"))
            let wrong = try await browser.submit(
                browser.get(path), path, typed, files: [.init("file", "<b>.html", text: "<html></html>")])
            #expect(wrong.status == 422 && wrong.text.contains("&lt;b&gt;.html") && wrong.text.contains("不是可接收的类型"))
            let foreign = try await browser.submit(
                browser.get(path), path, ["sample": "S-NONE", "kind": "photo"], files: [photo])
            #expect(foreign.status == 422 && foreign.text.contains("S-NONE"))
            let missing = try await browser.submit(browser.get(path), path, files: [])
            #expect(missing.status == 422 && missing.text.contains("请选择种类"))
        }
    }

    @Test("A buyer's video is sent in parts to the own purchase only, and the page names what arrived")
    func buyer() async throws {
        let console = try ConsoleCase()
        _ = try await Samples.screenedPull(in: console.store, [Samples.listing("goods-1", title: "磁力片")])
        let task = try #require(try await Samples.drawnRun(in: console.store, Samples.plan(quota: 1)).first).id
        try await Samples.accredit(Samples.laboratory, console.context)
        console.base.clock.advance(seconds: 3 * 86_400)
        let path = "/console/buying/\(task)"
        try await console.browse { client in
            let browser = try await console.browser(client, as: .buyer)
            let script = try await Uploader(browser, path + "/uploads")
            // The files wait in the browser until there is a purchase.
            let open = try await browser.get(path)
            #expect(open.text.contains("data-files=\"\(path)\"") && !open.text.contains("data-upload="))
            #expect(try await script.begin(Self.video, .video).status == 404)
            let typed = [
                "order": "4012-7788", "paid": "8.60", "on": "2026-11-01", "seller": "虚构1号玩具有限公司",
                "region": "330482", "laboratory": Samples.laboratory,
            ]
            #expect(
                try await browser.submit(open, path, typed, files: [.init("photos", "a.png", EvidenceSamples.png)])
                    .status == 303)
            let bought = try await browser.get(path + "?step=order")
            #expect(
                bought.text.contains("data-upload=\"\(path)/uploads\"")
                    && bought.text.contains("data-kept=\"\(Digest.sha256(EvidenceSamples.png))\""))
            #expect(try await script.begin(Self.video, .document).status == 400)
            let place = try #require(try await script.begin(Self.video, .video).location)
            #expect(try await script.append(place, Self.video[..<2_000], at: 0).status == 204)
            let other = try await Uploader(
                {
                    let browser = Browser(client)
                    try await console.signIn(console.person(.buyer, "buyer-2"), browser)
                    return browser
                }(), path + "/uploads")
            #expect(try await other.begin(Self.video, .video).status == 404)
            #expect(try await other.append(place, Self.video[2_000...], at: 2_000).status == 404)
            #expect(try await script.append(place, Self.video[2_000...], at: 2_000).status == 204)
            let page = try await browser.get(path + "?step=order")
            #expect(page.text.contains("2 份") && page.text.contains(Digest.sha256(Self.video)))
            let events = try await console.store.events(subject: "task:\(task)", limit: 10)
            #expect(
                events.contains { $0.kind == EventKind.purchaseEvidenceAdded.rawValue && $0.actor == "buyer:buyer" })
            // A step that is not recorded takes nothing.
            for step in ["unpacked", "none"] {
                let early = try await Uploader(browser, path + "/steps/\(step)/uploads")
                #expect(try await early.begin(Self.video, .video).status == 404, "\(step)")
            }
            let step = try await browser.get(path)
            #expect(step.text.contains("data-files=\"\(path)?step=unpacked\"") && !step.text.contains("data-upload="))
            let recorded = try await browser.submit(
                step, path + "/steps", ["step": "unpacked"], files: [.init("photos", "b.jpg", EvidenceSamples.jpeg(2))])
            #expect(recorded.status == 303)
            let unpacking = try await Uploader(browser, path + "/steps/unpacked/uploads")
            let scene = EvidenceSamples.video(2, bytes: 500)
            let stepPlace = try #require(try await unpacking.begin(scene, .video).location)
            #expect(try await unpacking.append(stepPlace, scene, at: 0).status == 204)
            #expect(try await console.store.custody(ofTask: task).first { $0.step == .unpacked }?.files == 2)
            // The laboratory's list does not show what the buyer made.
            #expect(try await console.store.evidencePieces(in: .all, limit: 10).isEmpty)
        }
    }
}
