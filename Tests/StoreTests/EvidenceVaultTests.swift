import Domain
import TestSupport
import Testing

@testable import Store

struct EvidenceVaultTests {
    private let folder: TemporaryFolder
    private let vault: EvidenceVault

    init() throws {
        folder = try TemporaryFolder()
        vault = EvidenceVault(folder: folder.path + "/evidence")
    }

    private func path(of hash: String) -> String {
        "evidence/\(hash.prefix(2))/\(hash)"
    }

    @Test("A file is kept under the hash of its content, and comes back as it was")
    func keeps() throws {
        let bytes = try Repository.bytes("Fixtures/Evidence/order.png")
        let entry = try vault.admit(bytes)
        #expect(
            entry == EvidenceVault.Entry(hash: Digest.sha256(bytes), bytes: Int64(bytes.count), mediaType: "image/png"))
        #expect(try vault.contents(of: entry.hash) == bytes)
        #expect(try folder.files() == [path(of: entry.hash)])
    }

    @Test("The same content twice is one file, and nothing is left behind")
    func sameContent() throws {
        let first = try vault.admit(Array("订单".utf8))
        let second = try vault.admit(Array("订单".utf8))
        let other = try vault.admit(Array("订单2".utf8))
        #expect(first == second)
        #expect(try folder.files() == [path(of: first.hash), path(of: other.hash)].sorted())
    }

    @Test("Admitted by many at once, the same content is one whole file", .timeLimit(.minutes(1)))
    func concurrently() async throws {
        let vault = vault
        for round in 0..<20 {
            let bytes = [UInt8](repeating: UInt8(round), count: 200_000)
            let entries = try await withThrowingTaskGroup(of: EvidenceVault.Entry.self) { group in
                for _ in 0..<8 { group.addTask { try vault.admit(bytes) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(entries).count == 1)
            #expect(try vault.contents(of: Digest.sha256(bytes)) == bytes)
        }
        #expect(try folder.files().count == 20)
    }

    @Test("A stored file whose content changed is detected, and never overwritten")
    func corrupted() throws {
        let bytes = Array("开箱视频".utf8)
        let entry = try vault.admit(bytes)
        try folder.write(Array("另一段视频".utf8), to: path(of: entry.hash))
        let refusal = #expect(throws: EvidenceVault.Refusal.self) { try vault.admit(bytes) }
        #expect(refusal?.description == "the stored evidence \(entry.hash) does not have the content of its name")
        #expect(folder.bytes(path(of: entry.hash)) == Array("另一段视频".utf8))
    }

    @Test("What was left half written is no evidence, and no obstacle to the whole")
    func leftovers() throws {
        let bytes = Array("截图".utf8)
        let hash = Digest.sha256(bytes)
        _ = try vault.admit(bytes)
        try folder.write(Array("截".utf8), to: path(of: hash) + ".1.part")
        try folder.remove(path(of: hash))
        #expect(throws: EvidenceVault.Refusal.self) { try vault.contents(of: hash) }
        #expect(try vault.admit(bytes).hash == hash)
        #expect(try vault.contents(of: hash) == bytes)
    }

    @Test("An empty file is no evidence")
    func empty() throws {
        #expect(throws: EvidenceVault.Refusal.self) { try vault.admit([]) }
        let source = try folder.write([], to: "empty.png")
        let refusal = #expect(throws: EvidenceVault.Refusal.self) { try vault.admit(file: source) }
        #expect(refusal?.description == "\(source): an evidence file must not be empty")
        #expect(try folder.files() == ["empty.png"])
    }

    @Test(
        "The type of a file follows from its bytes, never from its name",
        arguments: [
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00] as [UInt8], "image/png"),
            ([0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg"), (Array("%PDF-1.7".utf8), "application/pdf"),
            ([0x50, 0x4B, 0x03, 0x04], "application/zip"), ([0x1A, 0x45, 0xDF, 0xA3], "video/webm"),
            ([0, 0, 0, 0x20] + Array("ftypisom".utf8), "video/mp4"), (Array("商品页面记录".utf8), "text/plain"),
            (Array("<script>".utf8), "text/plain"), ([0xC3, 0x28, 0x00], "application/octet-stream"),
            ([0x89, 0x50, 0x4E], "application/octet-stream"),
            (Array(String(repeating: "文", count: 30_000).utf8), "text/plain"),
        ])
    func mediaTypes(_ bytes: [UInt8], _ type: String) throws {
        #expect(try vault.admit(bytes).mediaType == type)
        let named = try folder.write(bytes, to: "proof.exe")
        #expect(try vault.admit(file: named).mediaType == type)
    }

    @Test(
        "Evidence is reached by its hash alone",
        arguments: [
            "", "..", "../secret", "../../../../etc/passwd", "/etc/passwd", "aa/../../secret", "secret",
            String(repeating: "a", count: 64), String(repeating: "A", count: 64),
            String(repeating: "a", count: 63) + "/",
            String(repeating: "../", count: 21) + "a", Digest.sha256("x") + "\u{0}",
        ])
    func pathByHash(_ name: String) throws {
        try folder.write(Array("geheim".utf8), to: "secret")
        _ = try vault.admit(Array("订单".utf8))
        #expect(throws: EvidenceVault.Refusal(description: "there is no evidence under this hash")) {
            try vault.contents(of: name)
        }
    }

    @Test("A file that cannot be read, and a folder that cannot be made, are refusals that name them")
    func unreachable() throws {
        let missing = folder.path + "/missing.png"
        #expect(throws: EvidenceVault.Refusal(description: "the evidence file \(missing) cannot be read")) {
            try vault.admit(file: missing)
        }
        try folder.write([1], to: "file")
        let blocked = EvidenceVault(folder: folder.path + "/file/evidence")
        let refusal = #expect(throws: EvidenceVault.Refusal.self) { try blocked.admit([1]) }
        #expect(refusal?.description.contains("/file/evidence") == true)
    }
}
