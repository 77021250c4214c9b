import Domain
import Foundation
import TestSupport
import Testing
import Transport

/// Evidence uploads with a real server, real kills, and a disk that is really full.
@Suite(.timeLimit(.minutes(15))) struct EvidenceJourneyTests {
    /// A server with one sample of LAB-01, and the values for requests to it.
    private struct Case: Sendable {
        let journey: Journey
        let token: String
        let label: String

        init(environment: [String: String] = [:]) async throws {
            journey = try await EvidenceCase.journey(environment)
            token = try await journey.token("laboratory", "LAB-01")
            label = try await EvidenceCase.label(journey)
        }

        func start(_ wrapping: Program? = nil) async throws -> (Running, String) {
            let running = try await (wrapping ?? journey.program).start(["serve", "--stop-with-input"])
            return (running, String(running.firstLine.split(separator: " ").last ?? ""))
        }

        func call(
            _ method: String, _ url: String, _ headers: [String] = [], _ body: [UInt8]? = nil
        ) async throws -> FetchResponse {
            try await HTTPClient().send(
                FetchRequest(
                    method: method, url: url,
                    headers: ["Authorization: Bearer " + token, "Tus-Resumable: 1.0.0", "Expect:"] + headers,
                    body: body, timeouts: .patient, maximumBytes: 64 << 20))
        }

        func begin(_ address: String, _ bytes: [UInt8]) async throws -> String {
            let values = [
                ("sample", label), ("kind", "video"), ("sha256", Digest.sha256(bytes)), ("filename", "a.mp4"),
            ]
            let metadata = values.map { $0.0 + " " + Data($0.1.utf8).base64EncodedString() }.joined(separator: ",")
            let answer = try await call(
                "POST", address + "/v1/laboratory/evidence/uploads",
                ["Upload-Length: \(bytes.count)", "Upload-Metadata: " + metadata])
            #expect(answer.status == 201, "\(String(decoding: answer.body, as: UTF8.self))")
            return answer.headers["location"] ?? ""
        }

        func append(_ url: String, _ bytes: some Collection<UInt8>, at offset: Int) async throws -> FetchResponse {
            try await call(
                "PATCH", url, ["Upload-Offset: \(offset)", "Content-Type: application/offset+octet-stream"],
                Array(bytes))
        }

        /// The number of acknowledged bytes of an upload. curl sends HEAD, as clients do.
        func offset(_ url: String) async throws -> Int {
            let answer = try await EvidenceCase.shell(journey).run([
                "-c", "curl -sS --head --max-time 600 -H \"$0\" -H 'Tus-Resumable: 1.0.0' \"$1\"",
                "Authorization: Bearer " + token, url,
            ])
            let lines = answer.output.split(whereSeparator: \.isNewline)
            let line = lines.first { $0.lowercased().hasPrefix("upload-offset:") }
            return try #require(line.flatMap { Int($0.filter(\.isNumber)) }, "\(answer.output)\(answer.error)")
        }
    }

    @Test(
        "if a server is killed with -9 at random points of an upload, acknowledged bytes are kept and the file becomes complete"
    )
    func killed() async throws {
        let given = try await Case()
        let bytes = EvidenceSamples.video(7, bytes: 24_000_000)
        var path = ""
        var acknowledged = 0
        for round in 0..<12 {
            let (server, address) = try await given.start()
            if path.isEmpty { path = try await given.begin(address, bytes) }
            let offset = try await given.offset(address + path)
            #expect(offset >= acknowledged)
            guard offset < bytes.count else {
                // The kill came after the last byte.
                await server.kill9()
                break
            }
            let end = max(offset, min(offset + 700_000 + round * 40_000, bytes.count - 1))
            // Half of the kills come during a part, half between two parts.
            if round % 2 == 0 {
                let answer = try await given.append(address + path, bytes[offset..<end], at: offset)
                #expect(answer.status == 204)
                acknowledged = end
            } else {
                acknowledged = offset
                let url = address + path
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { _ = try? await given.append(url, bytes[offset...], at: offset) }
                    try await Task.sleep(for: .milliseconds(round * 3))
                    await server.kill9()
                    try await group.waitForAll()
                }
                continue
            }
            await server.kill9()
        }
        let (server, address) = try await given.start()
        let hash = Digest.sha256(bytes)
        // If the kill came after the last byte, there is nothing left to send.
        let offset = try await given.offset(address + path)
        if offset < bytes.count {
            #expect(try await given.append(address + path, bytes[offset...], at: offset).status == 204)
        }
        let content = try await given.call("GET", address + "/v1/laboratory/evidence/\(hash)/content")
        #expect(content.status == 200 && content.body == bytes)
        await server.stop()
        try await given.journey.run("evidence", "verify")
        try await given.journey.run("audit", "verify")
        try await given.journey.run("evidence", "sweep")
        // The kill came after the file entered the vault and before its row. A sweep before the next request sets the
        // file aside. The next request must keep it nevertheless.
        let left = try given.journey.folder.files().filter { $0.contains(".uploads/") || $0.contains(".orphans/") }
        #expect(left.filter { !$0.hasSuffix(".orphans/" + hash) }.isEmpty, "\(left)")
    }

    @Test("a full disk answers 507 and keeps what it acknowledged; with space the upload continues")
    func fullDisk() async throws {
        let given = try await Case()
        let bytes = EvidenceSamples.video(8, bytes: 14_000_000)
        // The kernel limits each file of this server to 8 MiB.
        let shell = Program(
            named: "/bin/bash", environment: given.journey.program.environment, folder: Repository.root)
        let running = try await shell.start([
            "-c", "trap '' XFSZ; ulimit -f 8192; exec \"\(Program.builtPrograms)/sushai\" serve --stop-with-input",
        ])
        let address = String(running.firstLine.split(separator: " ").last ?? "")
        let path = try await given.begin(address, bytes)
        // While a client still sends, the connection may be closed before the answer. If there is an answer, it is the
        // same.
        let broken = try? await given.append(address + path, bytes, at: 0)
        #expect(broken.map { $0.status == 507 } ?? true)
        var offset = try await given.offset(address + path)
        #expect(offset > 0 && offset <= 8192 * 1024)
        let nearlyFull = 8192 * 1024 - 400_000
        if offset < nearlyFull {
            #expect(try await given.append(address + path, bytes[offset..<nearlyFull], at: offset).status == 204)
            offset = nearlyFull
        }
        // If a part arrives completely before it is written, it is always answered.
        let full = try await given.append(address + path, bytes[offset..<offset + 900_000], at: offset)
        #expect(full.status == 507, "\(String(decoding: full.body, as: UTF8.self))")
        #expect(String(decoding: full.body, as: UTF8.self).contains("存储空间不足"))
        #expect(try await given.offset(address + path) == offset)
        await running.stop()

        let (server, later) = try await given.start()
        #expect(try await given.offset(later + path) == offset)
        #expect(try await given.append(later + path, bytes[offset...], at: offset).status == 204)
        await server.stop()
        try await given.journey.run("evidence", "verify")
    }

    @Test("the server's memory does not grow with a video of 300 MB")
    func memory() async throws {
        let given = try await Case()
        let (server, address) = try await given.start()
        let file = try given.journey.folder.write(EvidenceSamples.video(9, bytes: 300_000_000), to: "large.mp4")
        // The memory of the program after its first request does not belong to the video.
        #expect(try await given.call("GET", address + "/v1/laboratory/samples").status == 200)
        let before = try #require(EvidenceCase.peakKilobytes(server.process))
        let run = try await EvidenceCase.shell(given.journey).run([
            "-euo", "pipefail", "-c", try EvidenceCase.shownUpload(address, given.token, given.label, file),
        ])
        #expect(run.status == 0, "\(run.error)")
        let peak = try #require(EvidenceCase.peakKilobytes(server.process))
        // Half of the video's size. SQLite's own pages may use up to 64 MiB.
        #expect(peak - before < 160_000, "\(before) kB grew to \(peak) kB")
        await server.stop()
        try await given.journey.run("evidence", "verify")
    }

    @Test("the upload in the laboratory guide works as printed, and continues after an interrupted first part")
    func shownUpload() async throws {
        let given = try await Case()
        let (server, address) = try await given.start()
        let bytes = EvidenceSamples.video(3, bytes: 1_000_000)
        let file = try given.journey.folder.write(bytes, to: "magnet.mp4")
        let script = try EvidenceCase.shownUpload(address, given.token, given.label, file)
        let path = try await given.begin(address, bytes)
        #expect(try await given.append(address + path, bytes[..<400_000], at: 0).status == 204)
        let run = try await EvidenceCase.shell(given.journey).run(["-euo", "pipefail", "-c", script])
        #expect(run.status == 0, "\(run.error)")
        #expect(given.journey.folder.bytes("copy.mp4") == bytes)
        await server.stop()
        let listed = try await given.journey.run("evidence", "list", "--json")
        #expect(listed.contains(Digest.sha256(bytes)))
    }

    @Test("the commands add, list, show, verify and sweep, and a held report is judged when its evidence is added")
    func commands() async throws {
        let folder = try EvidenceCase.criteria(required: "required: [{anyOf: [photo], least: 1}]\n")
        defer { withExtendedLifetime(folder) {} }
        let given = try await Case(environment: ["SUSHAI_CRITERIA": folder.path])
        let journey = given.journey
        let report = try Repository.text("Fixtures/LabReports/toys/2-meets.json").replacing(
            "{\n", with: #"{"reportNumber": "R-1", "sample": "\#(given.label)", "#, maxReplacements: 1)
        let file = try journey.folder.write(Array(report.utf8), to: "report.json")
        try await journey.run("lab", "file", "--laboratory", "LAB-01", file)
        // The clock of every process starts at the same time. A job made due by a slow process may not be due for a
        // fast one.
        let later = ["SUSHAI_CLOCK_START": "2026-11-20T08:00:00+08:00"]
        let worked = try await journey.run("work", "--only", "judge", "--once", environment: later)
        let listed = try await journey.run("lab", "reports")
        #expect(listed.contains("暂缓判定：缺少照片1份"), "\(worked)\(listed)")
        #expect(try await journey.program.run(["judge"]).error.contains("暂缓判定：缺少照片1份"))

        let photo = try journey.folder.write(EvidenceSamples.jpeg(1), to: "photo.jpg")
        let page = try journey.folder.write(Array("<html></html>".utf8), to: "page.jpg")
        let add = ["evidence", "add", "--laboratory", "LAB-01", "--sample", given.label, "--kind", "photo"]
        let refused = try await journey.program.run(add + [page])
        #expect(refused.status == 74 && refused.error.contains("text/html"), "\(refused.error)")
        let added = try await journey.program.run(add + [photo, "--json"])
        #expect(added.status == 0 && added.output.contains(#""released":"1""#), "\(added.error)\(added.output)")
        try await journey.run("work", "--only", "judge", "--once", environment: later)
        #expect(try await journey.run("lab", "reports").contains("所检项目未发现不合格"))

        let hash = Digest.sha256(EvidenceSamples.jpeg(1))
        let copy = journey.folder.path + "/copy.jpg"
        #expect(try await journey.run("evidence", "show", "--hash", hash, "--out", copy).contains("样品\(given.label)"))
        #expect(journey.folder.bytes("copy.jpg") == EvidenceSamples.jpeg(1))
        #expect(try await journey.run("evidence", "list", "--sample", given.label).contains("photo.jpg"))
        try await journey.run("evidence", "verify")
        try journey.folder.write(EvidenceSamples.jpeg(2), to: "evidence/\(hash.prefix(2))/\(hash)")
        let orphan = Digest.sha256("orphan")
        try journey.folder.makeFolder("evidence/\(orphan.prefix(2))")
        try journey.folder.write(Array("orphan".utf8), to: "evidence/\(orphan.prefix(2))/\(orphan)")
        let verified = try await journey.program.run(["evidence", "verify", "--json"])
        #expect(verified.status == 1)
        #expect(
            verified.output.contains(#""condition":"changed""#) && verified.output.contains(#""condition":"orphaned""#))
        #expect(try await journey.run("evidence", "sweep", "--json").contains(orphan))
        #expect(journey.folder.bytes("evidence/.orphans/" + orphan) == Array("orphan".utf8))
    }
}
