import Domain
import Foundation
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

/// Evidence uploads by tus 1.0, and reading evidence.
@Suite(.timeLimit(.minutes(15))) struct EvidenceAPITests {
    private static let uploads = "/v1/laboratory/evidence/uploads"

    private let web: WebCase
    private let label: String

    init() async throws {
        web = try await WebCase()
        label = try await Samples.sample(in: web.store, region: "330482").label
    }

    private func metadata(_ values: [(String, String)]) -> String {
        values.map { $0.0 + " " + Data($0.1.utf8).base64EncodedString() }.joined(separator: ",")
    }

    private func begin(
        _ bytes: [UInt8], kind: String = "video", hash: String? = nil, length: String? = nil, name: String = "磁体.mp4",
        sample: String? = nil, as caller: String = WebCase.laboratory
    ) async throws -> WebCase.Answer {
        let values = [
            ("sample", sample ?? label), ("kind", kind), ("sha256", hash ?? Digest.sha256(bytes)), ("filename", name),
        ]
        return try await web.send(
            .post, Self.uploads, as: caller,
            ["Upload-Length": length ?? String(bytes.count), "Upload-Metadata": metadata(values)])
    }

    private func patch(
        _ path: String, _ bytes: some Collection<UInt8>, at offset: String, as caller: String = WebCase.laboratory
    ) async throws -> WebCase.Answer {
        try await web.send(
            .patch, path, as: caller,
            ["Upload-Offset": offset, "Content-Type": "application/offset+octet-stream"], Array(bytes))
    }

    /// Uploads `bytes` in one part.
    private func upload(_ bytes: [UInt8], kind: String = "video") async throws -> String {
        let path = try #require(try await begin(bytes, kind: kind).header("Location"))
        #expect(try await patch(path, bytes, at: "0").status == 204)
        return Digest.sha256(bytes)
    }

    @Test("OPTIONS returns the supported version and extensions")
    func options() async throws {
        let answer = try await web.send(.options, Self.uploads, as: WebCase.laboratory, tus: nil)
        #expect(answer.status == 204)
        #expect(answer.header("Tus-Version") == "1.0.0" && answer.header("Tus-Resumable") == "1.0.0")
        #expect(answer.header("Tus-Extension") == "creation,expiration,termination")
        #expect(answer.header("Tus-Max-Size") == String(8 << 30))
        for version in [nil, "0.2.2"] {
            let refused = try await web.send(.post, Self.uploads, as: WebCase.laboratory, tus: version)
            #expect(refused.status == 412 && refused.problem == "other-protocol-version")
            #expect(refused.header("Tus-Version") == "1.0.0")
        }
    }

    @Test("a file is announced, sent in parts with HEAD between them, kept, listed, and read back")
    func wholeWay() async throws {
        let bytes = EvidenceSamples.video(bytes: 50_000)
        let begun = try await begin(bytes)
        #expect(begun.status == 201 && begun.header("Upload-Offset") == "0")
        #expect(begun.header("Upload-Expires") == "Thu, 05 Nov 2026 00:00:00 GMT")
        let path = try #require(begun.header("Location"))
        let first = try await patch(path, bytes[..<20_000], at: "0")
        #expect(first.status == 204 && first.header("Upload-Offset") == "20000" && first.text.isEmpty)
        let asked = try await web.send(.head, path, as: WebCase.laboratory)
        #expect(asked.status == 200 && asked.text.isEmpty && asked.header("Cache-Control") == "no-store")
        #expect(asked.header("Upload-Offset") == "20000" && asked.header("Upload-Length") == "50000")
        let last = try await patch(path, bytes[20_000...], at: "20000")
        #expect(last.status == 204 && last.header("Upload-Offset") == "50000")
        #expect(try await web.send(.head, path, as: WebCase.laboratory).header("Upload-Offset") == "50000")

        let list = try await web.call(.get, "/v1/laboratory/evidence?sample=" + label, as: WebCase.laboratory)
        let pieces = try #require(list.object["evidence"] as? [[String: Any]])
        #expect(pieces.count == 1 && pieces[0]["name"] as? String == "磁体.mp4")
        #expect(pieces[0]["mediaType"] as? String == "video/mp4" && pieces[0]["kind"] as? String == "video")
        let content = try await web.send(
            .get, "/v1/laboratory/evidence/\(Digest.sha256(bytes))/content", as: WebCase.laboratory)
        #expect(content.status == 200 && content.bytes == bytes)
    }

    @Test(
        "a wrong offset, two ways to exceed the length, and another media type are each refused with their own code"
    )
    func wrongParts() async throws {
        let bytes = EvidenceSamples.video(bytes: 5_000)
        let path = try #require(try await begin(bytes).header("Location"))
        for offset in ["1", "5000", "9223372036854775807"] {
            let answer = try await patch(path, bytes, at: offset)
            #expect(answer.status == 409 && answer.problem == "other-offset", "\(offset)")
        }
        for offset in ["", "-1", "x", "1.0", "99999999999999999999"] {
            #expect(try await patch(path, bytes, at: offset).status == 400, "\(offset)")
        }
        let long = try await patch(path, bytes + [0], at: "0")
        #expect(long.status == 413 && long.problem == "beyond-length")
        #expect(long.header("Tus-Resumable") == "1.0.0")
        let type = try await web.send(
            .patch, path, as: WebCase.laboratory, ["Upload-Offset": "0", "Content-Type": "video/mp4"], bytes)
        #expect(type.status == 415)
        let at = try await web.send(.head, path, as: WebCase.laboratory).header("Upload-Offset") ?? ""
        #expect(try await patch(path, bytes[(Int(at) ?? 0)...], at: at).status == 204)
    }

    @Test(
        "an impossible announcement is refused before anything is kept",
        arguments: [
            ("0", 400), ("-1", 400), ("", 400), ("1e3", 400), ("9223372036854775807", 413), ("8589934593", 413),
            ("18446744073709551616", 400),
        ])
    func lengths(_ length: String, _ status: Int) async throws {
        #expect(try await begin(EvidenceSamples.video(), length: length).status == status)
        #expect(try await web.store.evidenceUploads(of: nil, limit: 10).isEmpty)
    }

    @Test(
        "a file name must not be a path",
        arguments: [
            "../../etc/passwd", "/etc/passwd", "a/b.mp4", "..", "C:\\x.mp4", "a\u{0}.mp4", "", "x\r\nSet-Cookie: a",
        ])
    func names(_ name: String) async throws {
        let answer = try await begin(EvidenceSamples.video(), name: name)
        #expect(answer.status == 400)
        #expect(
            (answer.object["problems"] as? [[String: String]])?.first?["place"]?.hasPrefix("Upload-Metadata") == true)
        #expect(try web.base.folder.files().filter { $0.contains(".uploads") }.isEmpty)
    }

    @Test(
        "metadata that is broken, incomplete or has unknown keys is refused",
        arguments: [
            nil, "", "sample", "sample !!!", "sample YQ==,sample YQ==", "x YQ==", "sample YQ==,,kind YQ==",
            "sample /w==",
            String(repeating: "a", count: 5_000),
        ])
    func metadata(_ header: String?) async throws {
        var headers = ["Upload-Length": "10"]
        headers["Upload-Metadata"] = header
        #expect(try await web.send(.post, Self.uploads, as: WebCase.laboratory, headers).status == 400)
    }

    @Test(
        "another hash, a type that does not fit the kind, and a type that is not accepted end the upload; nothing is kept"
    )
    func refused() async throws {
        let video = EvidenceSamples.video(bytes: 500)
        let page = Array("<html><script>alert(1)</script></html>".utf8)
        let cases: [([UInt8], String, String?, String)] = [
            (video, "video", Digest.sha256("x"), "other-content"), (video, "photo", nil, "type-not-taken"),
            (page, "photo", nil, "type-not-taken"), (page, "instrument", nil, "type-not-taken"),
        ]
        for (bytes, kind, hash, problem) in cases {
            let path = try #require(try await begin(bytes, kind: kind, hash: hash).header("Location"))
            let answer = try await patch(path, bytes, at: "0")
            #expect(answer.status == 422 && answer.problem == problem)
            #expect(try await web.send(.head, path, as: WebCase.laboratory).status == 410)
            #expect(try await patch(path, bytes, at: "0").problem == "upload-ended")
        }
        #expect(try await web.store.evidencePieces(in: .all, limit: 10).isEmpty)
        #expect(web.store.evidence.parts().isEmpty)
    }

    @Test("a cancelled upload no longer exists")
    func cancelled() async throws {
        let path = try #require(try await begin(EvidenceSamples.video()).header("Location"))
        #expect(try await web.send(.delete, path, as: WebCase.laboratory).status == 204)
        #expect(try await web.send(.head, path, as: WebCase.laboratory).status == 410)
        #expect(try await web.send(.delete, path, as: WebCase.laboratory).status == 410)
    }

    @Test(
        "the sample, upload and file of another laboratory are reported as unknown: 404, with the same bytes")
    func foreign() async throws {
        let other = WebCase.otherLaboratory
        let bytes = EvidenceSamples.video(bytes: 500)
        let hash = try await upload(bytes)
        #expect(try await begin(bytes, as: other).problem == "unknown-sample")
        #expect(try await begin(bytes, sample: "S-0000-0000").problem == "unknown-sample")
        let path = try #require(try await begin(EvidenceSamples.video(2)).header("Location"))
        for method in [HTTPRequest.Method.head, .delete] {
            #expect(try await web.send(method, path, as: other).status == 404)
        }
        #expect(try await patch(path, [0], at: "0", as: other).status == 404)

        func content(_ hash: String, _ area: String, _ caller: String) async throws -> WebCase.Answer {
            try await web.call(.get, "/v1/\(area)/evidence/\(hash)/content", as: caller)
        }
        let foreign = try await content(hash, "laboratory", other)
        let none = try await content(Digest.sha256("none"), "laboratory", other)
        #expect(foreign.status == 404 && none.status == 404)
        func bare(_ answer: WebCase.Answer) -> [String: String] {
            answer.object.filter { $0.key != "instance" }.mapValues { "\($0)" }
        }
        #expect(bare(foreign) == bare(none))
        #expect(try await content(hash, "laboratory", WebCase.laboratory).status == 200)
        #expect(try await content(hash, "officer", "province").status == 200)
        #expect(try await content(hash, "officer", "elsewhere").status == 404)
        #expect(try await content(hash, "officer", "taobao").status == 403)
        #expect(try await content(hash, "laboratory", "taobao").status == 403)
        #expect(try await content(hash, "laboratory", "monitor").status == 403)
        let list = try await web.call(.get, "/v1/laboratory/evidence", as: other)
        #expect((list.object["evidence"] as? [Any])?.isEmpty == true)
    }

    @Test("a laboratory never sees the buyer's record")
    func buyersRecord() async throws {
        let task = try #require(try await web.store.purchaseTasks(openOnly: false, limit: 1).first)
        let hash = Digest.sha256("订单截图 \(task.id)")
        #expect(
            try await web.call(.get, "/v1/laboratory/evidence/\(hash)/content", as: WebCase.laboratory).status == 404)
        #expect(try await web.call(.get, "/v1/officer/evidence/\(hash)/content", as: "province").status == 200)
    }

    @Test("a browser saves a file and does not display it, and the file is named by its hash")
    func headers() async throws {
        let hash = try await upload(EvidenceSamples.jpeg(), kind: "photo")
        let answer = try await web.send(.get, "/v1/laboratory/evidence/\(hash)/content", as: WebCase.laboratory)
        #expect(answer.header("Content-Disposition") == "attachment; filename=\"\(hash.prefix(16)).jpg\"")
        #expect(answer.header("X-Content-Type-Options") == "nosniff" && answer.header("Content-Type") == "image/jpeg")
        #expect(answer.header("Content-Security-Policy") == "default-src 'none'; sandbox")
        #expect(answer.header("Cache-Control") == "no-store" && answer.header("Accept-Ranges") == "bytes")
    }

    @Test(
        "a range of bytes is returned on request, so that a video can be played from any position",
        arguments: [
            ("bytes=0-99", 206, 0..<100), ("bytes=4900-", 206, 4900..<5000), ("bytes=-10", 206, 4990..<5000),
            ("bytes=4990-9999", 206, 4990..<5000), ("bytes=0-0", 206, 0..<1), ("bytes=5000-", 416, 0..<0),
            ("bytes=-0", 416, 0..<0), ("bytes=9-3", 200, 0..<5000), ("bytes=0-1,5-6", 200, 0..<5000),
            ("lines=0-1", 200, 0..<5000), ("bytes=a-b", 200, 0..<5000),
            ("bytes=99999999999999999999-", 416, 0..<0), ("bytes=-99999999999999999999", 206, 0..<5000),
        ])
    func ranges(_ range: String, _ status: Int, _ part: Range<Int>) async throws {
        let bytes = EvidenceSamples.video(bytes: 5_000)
        let hash = try await upload(bytes)
        let answer = try await web.send(
            .get, "/v1/laboratory/evidence/\(hash)/content", as: WebCase.laboratory, ["Range": range])
        #expect(answer.status == status)
        guard status != 416 else {
            #expect(answer.header("Content-Range") == "bytes */5000" && answer.problem == "unsatisfiable-range")
            return
        }
        #expect(answer.bytes == Array(bytes[part]))
        #expect(answer.header("Content-Length") == String(part.count))
        if status == 206 {
            #expect(answer.header("Content-Range") == "bytes \(part.lowerBound)-\(part.upperBound - 1)/5000")
        }
    }

    @Test("a file that was changed without the program is not returned")
    func damaged() async throws {
        let hash = try await upload(EvidenceSamples.video(bytes: 500))
        try web.base.folder.write([1, 2, 3], to: "evidence/\(hash.prefix(2))/\(hash)")
        let answer = try await web.send(.get, "/v1/laboratory/evidence/\(hash)/content", as: WebCase.laboratory)
        #expect(answer.status == 500 && answer.problem == "internal")
    }

    @Test("a report that awaits evidence states in Chinese what is missing")
    func held() async throws {
        _ = try await web.call(.post, "/v1/laboratory/reports", as: WebCase.laboratory, body: WebCase.report(label))
        let requirement = EvidenceRequirement(
            needs: [EvidenceNeed(anyOf: [.photo, .video], least: 1)],
            rule: RuleReference(file: "Criteria/shared/evidence.yaml", hash: Digest.sha256("r")))
        _ = try await web.store.examineEvidence(report: 1, under: requirement)
        let document = try await web.call(.get, "/v1/openapi.json", as: "taobao").object
        let report = try await web.call(.get, "/v1/laboratory/reports/R-1", as: WebCase.laboratory)
        let hold = try #require(report.object["awaitingEvidence"] as? [String: Any])
        #expect(hold["sentence"] as? String == "暂缓判定：缺少照片或视频1份")
        let faults = SchemaCheck.faults(
            of: report.json, method: "get", path: "/v1/laboratory/reports/{number}", status: 200, in: document)
        #expect(faults.isEmpty, "\(faults)")
        _ = try await upload(EvidenceSamples.video())
        let complete = try await web.call(.get, "/v1/laboratory/reports/R-1", as: WebCase.laboratory)
        #expect(complete.object["awaitingEvidence"] == nil)
        for (path, caller) in [("/v1/laboratory/evidence", WebCase.laboratory), ("/v1/officer/evidence", "province")] {
            let list = try await web.call(.get, path, as: caller)
            #expect(SchemaCheck.faults(of: list.json, method: "get", path: path, status: 200, in: document).isEmpty)
        }
    }

    @Test("a time is written in the HTTP format")
    func httpDate() {
        #expect(Timestamp(milliseconds: 784_111_777_000).httpDate == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(Timestamp(milliseconds: 0).httpDate == "Thu, 01 Jan 1970 00:00:00 GMT")
    }
}
