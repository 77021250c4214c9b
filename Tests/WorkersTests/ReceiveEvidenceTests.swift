import Domain
import Store
import TestSupport
import Testing
import Workers

/// Uploads in parts, without a network.
@Suite(.timeLimit(.minutes(15))) struct ReceiveEvidenceTests {
    private let test: TestStore
    private let label: String
    private var store: Store { test.store }

    init() async throws {
        test = try TestStore()
        label = try await Samples.sample(in: test.store).label
    }

    private func begin(
        _ bytes: [UInt8], kind: EvidenceKind = .video, hash: String? = nil, length: Int? = nil
    ) async throws -> String {
        let plan = UploadPlan(
            sampleLabel: label, kind: kind, name: "a", hash: hash ?? Digest.sha256(bytes),
            bytes: Int64(length ?? bytes.count))
        return try await store.beginUpload(plan, from: Samples.laboratory, within: EvidenceLimits()).id
    }

    private func append(
        _ bytes: some Collection<UInt8> & Sendable, to upload: String, from offset: Int, pieces: Int = 1000
    ) async throws -> Int64 {
        let array = Array(bytes)
        let parts = stride(from: 0, to: array.count, by: pieces).map {
            Array(array[$0..<min($0 + pieces, array.count)])
        }
        return try await ReceiveEvidence(store).append(
            Arriving(parts), to: upload, of: Samples.laboratory, from: Int64(offset))
    }

    private func received(_ upload: String) async throws -> Int64 {
        try await store.upload(upload, of: Samples.laboratory).received
    }

    @Test("A file sent in parts is kept when complete, read-only under its hash, and its parts are removed")
    func parts() async throws {
        let bytes = EvidenceSamples.video(bytes: 3_000_000)
        let upload = try await begin(bytes)
        #expect(try await append(bytes[..<1_000_000], to: upload, from: 0, pieces: 65_536) == 1_000_000)
        #expect(try await received(upload) == 1_000_000)
        #expect(try await append(bytes[1_000_000..<1_000_001], to: upload, from: 1_000_000) == 1_000_001)
        #expect(try await append(bytes[1_000_001...], to: upload, from: 1_000_001, pieces: 99_991) == 3_000_000)
        let hash = Digest.sha256(bytes)
        #expect(try store.evidence.contents(of: hash) == bytes)
        #expect(store.evidence.parts().isEmpty)
        #expect(try await store.evidencePieces(in: .all, limit: 10).map(\.hash) == [hash])
        // The client may not have received the answer to the last part.
        #expect(try await append([], to: upload, from: 3_000_000) == 3_000_000)
        await #expect(throws: EvidenceRefusal.otherOffset(expected: 3_000_000)) {
            try await append([1], to: upload, from: 0)
        }
    }

    @Test("A part with another offset is refused with the expected offset, and nothing is written")
    func otherOffset() async throws {
        let bytes = EvidenceSamples.video(bytes: 5_000)
        let upload = try await begin(bytes)
        _ = try await append(bytes[..<2_000], to: upload, from: 0)
        for offset in [0, 1_999, 2_001, 5_000, 1 << 60] {
            await #expect(throws: EvidenceRefusal.otherOffset(expected: 2_000)) {
                try await append(bytes[..<10], to: upload, from: offset)
            }
        }
        #expect(try await append(bytes[2_000...], to: upload, from: 2_000) == 5_000)
    }

    @Test("A part that exceeds the announced length is refused; the bytes within the length are kept")
    func beyondLength() async throws {
        let bytes = EvidenceSamples.video(bytes: 5_000)
        let upload = try await begin(bytes)
        await #expect(throws: EvidenceRefusal.beyondLength(5_000)) {
            try await append(bytes + [0, 0], to: upload, from: 0)
        }
        #expect(try await received(upload) == 4_999)
        await #expect(throws: EvidenceRefusal.beyondLength(5_000)) {
            try await ReceiveEvidence(store).append(
                Arriving([]), to: upload, of: Samples.laboratory, from: 4_999, announced: 2)
        }
        #expect(try await append(bytes[4_999...], to: upload, from: 4_999) == 5_000)
    }

    @Test("A complete file with another hash is refused, removed, and recorded")
    func otherContent() async throws {
        let bytes = EvidenceSamples.video(bytes: 5_000)
        let upload = try await begin(bytes, hash: Digest.sha256("another"))
        await #expect(throws: EvidenceRefusal.otherContent(found: Digest.sha256(bytes))) {
            try await append(bytes, to: upload, from: 0)
        }
        await #expect(throws: EvidenceRefusal.ended(.refused)) { try await append([1], to: upload, from: 0) }
        #expect(try await store.evidencePieces(in: .all, limit: 10).isEmpty && store.evidence.parts().isEmpty)
        let events = try await store.events(subject: "upload:\(upload)", limit: 10).map(\.kind)
        #expect(events == ["evidence.upload-begun", "evidence.upload-refused"])
    }

    @Test("A type that is not accepted, or not accepted for its kind, is refused by its bytes")
    func otherType() async throws {
        let page = Array("<!DOCTYPE html><html></html>".utf8)
        let upload = try await begin(page, kind: .photo)
        do {
            _ = try await append(page, to: upload, from: 0)
            Issue.record("taken")
        } catch EvidenceRefusal.typeNotTaken(let why) {
            #expect(why.contains("text/html"))
        }
        let video = EvidenceSamples.video()
        let second = try await begin(video, kind: .photo)
        await #expect(throws: EvidenceRefusal.otherType(.mp4, .photo)) { try await append(video, to: second, from: 0) }
        #expect(try await store.evidencePieces(in: .all, limit: 10).isEmpty && store.evidence.parts().isEmpty)
    }

    @Test("If two requests append at once, one continues, the other is refused as busy, and the file is complete")
    func twoAtOnce() async throws {
        let bytes = EvidenceSamples.video(bytes: 200_000)
        let upload = try await begin(bytes)
        let gate = Gate()
        let (receiver, body) = (ReceiveEvidence(store), GatedBody(parts: [Array(bytes)], gate: gate))
        async let first = receiver.append(body, to: upload, of: Samples.laboratory, from: 0)
        await gate.entered()
        await #expect(throws: EvidenceRefusal.busy) { try await append(bytes, to: upload, from: 0) }
        await #expect(throws: EvidenceRefusal.busy) { try await receiver.cancel(upload, of: Samples.laboratory) }
        await gate.open()
        #expect(try await first == 200_000)
        #expect(try store.evidence.contents(of: Digest.sha256(bytes)) == bytes)
    }

    @Test("Sixteen requests that append the same bytes at once give one complete file")
    func manyAtOnce() async throws {
        let bytes = EvidenceSamples.video(bytes: 300_000)
        let upload = try await begin(bytes)
        let done = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    do {
                        return try await append(bytes, to: upload, from: 0) == 300_000
                    } catch EvidenceRefusal.busy, EvidenceRefusal.otherOffset {
                        return false
                    }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(done == 1)
        #expect(try store.evidence.contents(of: Digest.sha256(bytes)) == bytes)
    }

    @Test("After a broken or slow connection, the received bytes are kept")
    func interrupted() async throws {
        let bytes = EvidenceSamples.video(bytes: 9_000)
        let upload = try await begin(bytes)
        await #expect(throws: ReceiveEvidence.Interruption.broken) {
            try await ReceiveEvidence(store).append(
                Arriving([Array(bytes[..<4_000])], failing: true), to: upload, of: Samples.laboratory, from: 0)
        }
        #expect(try await received(upload) == 4_000)
        let gate = Gate()
        await #expect(throws: ReceiveEvidence.Interruption.tooSlow) {
            try await ReceiveEvidence(store, deadline: .milliseconds(20)).append(
                GatedBody(parts: [Array(bytes[4_000..<5_000])], gate: gate, after: true), to: upload,
                of: Samples.laboratory, from: 4_000)
        }
        #expect(try await received(upload) == 5_000)
        #expect(try await append(bytes[5_000...], to: upload, from: 5_000) == 9_000)
    }

    @Test("After a kill, bytes that were not acknowledged are removed and acknowledged bytes are kept")
    func unacknowledged() async throws {
        let bytes = EvidenceSamples.video(bytes: 9_000)
        let upload = try await begin(bytes)
        _ = try await append(bytes[..<4_000], to: upload, from: 0)
        let part = try #require(test.folder.bytes("evidence/.uploads/" + upload))
        #expect(part == Array(bytes[..<4_000]))
        try test.folder.write(part + [7, 7, 7], to: "evidence/.uploads/" + upload)
        #expect(try await append(bytes[4_000...], to: upload, from: 4_000) == 9_000)
    }

    @Test(
        "Killed after the file entered the vault and before its row, the next request completes it and does not change the file"
    )
    func betweenFileAndRow() async throws {
        let bytes = EvidenceSamples.video(bytes: 9_000)
        let upload = try await begin(bytes)
        _ = try await append(bytes[..<8_999], to: upload, from: 0)
        let hash = Digest.sha256(bytes)
        try test.folder.write(bytes, to: "evidence/.uploads/" + upload)
        try test.folder.makeFolder("evidence/\(hash.prefix(2))")
        try test.folder.hardLink("evidence/.uploads/" + upload, as: "evidence/\(hash.prefix(2))/\(hash)")
        #expect(try await append([0xAA], to: upload, from: 8_999) == 9_000)
        #expect(try store.evidence.contents(of: hash) == bytes)
        #expect(try await store.evidencePieces(in: .all, limit: 10).map(\.hash) == [hash])
        #expect(store.evidence.parts().isEmpty)
    }

    @Test("If a part is missing, the upload ends with that reason")
    func lost() async throws {
        let bytes = EvidenceSamples.video(bytes: 9_000)
        let upload = try await begin(bytes)
        _ = try await append(bytes[..<4_000], to: upload, from: 0)
        try test.folder.remove("evidence/.uploads/" + upload)
        await #expect(throws: EvidenceRefusal.lost) { try await append(bytes[4_000...], to: upload, from: 4_000) }
        await #expect(throws: EvidenceRefusal.ended(.refused)) { try await append([], to: upload, from: 4_000) }
    }

    @Test("If the copy in the vault is damaged, the new intact bytes are kept until it is repaired")
    func damagedCopy() async throws {
        let bytes = EvidenceSamples.video(bytes: 9_000)
        let hash = Digest.sha256(bytes)
        let upload = try await begin(bytes)
        try test.folder.makeFolder("evidence/\(hash.prefix(2))")
        try test.folder.write(bytes.dropLast() + [0xAA], to: "evidence/\(hash.prefix(2))/\(hash)")
        await #expect(throws: EvidenceVault.Refusal.self) { try await append(bytes, to: upload, from: 0) }
        #expect(try await received(upload) == 8_999)
        #expect(test.folder.bytes("evidence/.uploads/" + upload) == bytes)
        try test.folder.remove("evidence/\(hash.prefix(2))/\(hash)")
        #expect(try await append(bytes[8_999...], to: upload, from: 8_999) == 9_000)
        #expect(try store.evidence.contents(of: hash) == bytes)
    }

    @Test("A cancelled upload keeps nothing")
    func cancelled() async throws {
        let upload = try await begin(EvidenceSamples.video(bytes: 9_000))
        _ = try await append([0, 0, 0], to: upload, from: 0)
        try await ReceiveEvidence(store).cancel(upload, of: Samples.laboratory)
        #expect(store.evidence.parts().isEmpty)
        await #expect(throws: EvidenceRefusal.ended(.cancelled)) { try await append([0], to: upload, from: 3) }
    }

    @Test(
        "An upload id is checked before it becomes a path", arguments: ["../../etc/passwd", "", "a/b", "..."])
    func numbers(_ upload: String) async throws {
        await #expect(throws: EvidenceRefusal.unknownUpload) { try await append([0], to: upload, from: 0) }
    }
}
