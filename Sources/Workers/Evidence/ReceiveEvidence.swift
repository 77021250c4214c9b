internal import Domain
package import Store

/// Takes in an upload of evidence in parts, as tus 1.0 asks: each request says where it goes on, and what is acknowledged
/// is on the disk.
package struct ReceiveEvidence: Sendable {
    private let store: Store
    private let deadline: Duration

    /// - Parameter deadline: for how long one request may go on; what arrived until then is kept.
    package init(_ store: Store, deadline: Duration = .seconds(900)) {
        self.store = store
        self.deadline = deadline
    }

    /// A request that goes on for too long, or whose connection broke. What arrived is kept; HEAD says how much.
    package enum Interruption: Error, Hashable, Sendable {
        case tooSlow
        case broken
    }

    /// Adds `body` to the upload from `offset` on.
    ///
    /// - Parameter announced: how many bytes the request says it holds, where it says so.
    /// - Returns: how many bytes of the upload are now acknowledged; all of them once the piece is kept.
    /// - Throws: `EvidenceRefusal`, `EvidenceVault.Refusal`, `Interruption`, `StoreError`.
    package func append<Body: AsyncSequence & Sendable>(
        _ body: Body, to id: String, of laboratory: String, from offset: Int64, announced: Int64? = nil
    ) async throws -> Int64 where Body.Element == [UInt8] {
        let seen = try await open(id, of: laboratory)
        if seen.state == .kept { return try finished(seen, offset) }
        let part = try await part(of: seen)
        // Only now does nobody else move it on.
        let upload = try await open(id, of: laboratory)
        if upload.state == .kept { return try finished(upload, offset) }
        if part.isPublished { return try await conclude(upload, part) }
        guard offset == upload.received else { throw EvidenceRefusal.otherOffset(expected: upload.received) }
        let left = upload.plan.bytes - offset
        if let announced, announced > left { throw EvidenceRefusal.beyondLength(upload.plan.bytes) }
        let writer = PartWriter(part, store: store, upload: upload)
        try await writer.begin()
        do {
            try await take(body, writer)
        } catch {
            // What arrived before it broke off is worth keeping, where it can be kept.
            _ = try? await writer.checkPoint()
            throw error
        }
        guard try await writer.flush() == upload.plan.bytes else { return try await writer.checkPoint() }
        do {
            return try await conclude(upload, part)
        } catch let refusal as EvidenceVault.Refusal where refusal.reason == .damaged {
            _ = try? await writer.checkPoint()
            throw refusal
        }
    }

    /// Gives up an upload; nothing of it is kept.
    package func cancel(_ id: String, of laboratory: String) async throws {
        let upload = try await open(id, of: laboratory)
        guard upload.state == .open else { throw EvidenceRefusal.ended(upload.state) }
        let part = try await part(of: upload)
        try await store.endUpload(id, as: .cancelled, by: Actor("laboratory:" + laboratory))
        part.remove()
    }

    /// The upload, where it is under way or kept.
    package func open(_ id: String, of laboratory: String) async throws -> EvidenceUpload {
        guard EvidenceVault.isUpload(id) else { throw EvidenceRefusal.unknownUpload }
        let upload = try await store.upload(id, of: laboratory)
        guard upload.state == .open || upload.state == .kept else { throw EvidenceRefusal.ended(upload.state) }
        return upload
    }

    /// A request that repeats the last part, whose answer was lost, is answered as the first was.
    private func finished(_ upload: EvidenceUpload, _ offset: Int64) throws -> Int64 {
        guard offset == upload.plan.bytes else { throw EvidenceRefusal.otherOffset(expected: upload.plan.bytes) }
        return upload.plan.bytes
    }

    private func part(of upload: EvidenceUpload) async throws -> UploadPart {
        let store = store
        do {
            let part = try await Threads.run {
                try store.evidence.openPart(upload.id, create: upload.received == 0)
            }
            guard let part else { throw EvidenceRefusal.busy }
            return part
        } catch let refusal as EvidenceVault.Refusal where refusal.reason == .missing {
            // Another request may have ended it this moment; else a hand has been in the folder.
            let now = try await open(upload.id, of: upload.laboratory)
            guard now.state == .open else { throw EvidenceRefusal.busy }
            try await refuse(upload, .lost)
            throw EvidenceRefusal.lost
        }
    }

    private func take<Body: AsyncSequence & Sendable>(_ body: Body, _ writer: PartWriter) async throws
    where Body.Element == [UInt8] {
        let deadline = deadline
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                do {
                    for try await bytes in body { try await writer.take(bytes) }
                } catch let refusal as EvidenceRefusal {
                    throw refusal
                } catch let refusal as EvidenceVault.Refusal {
                    throw refusal
                } catch let error as StoreError {
                    throw error
                } catch is CancellationError {
                    throw CancellationError()
                } catch {
                    throw Interruption.broken
                }
                return true
            }
            group.addTask {
                try await Task.sleep(for: deadline)
                throw Interruption.tooSlow
            }
            defer { group.cancelAll() }
            _ = try await group.next()
        }
    }

    /// Looks at the whole, and keeps or refuses it.
    private func conclude(_ upload: EvidenceUpload, _ part: UploadPart) async throws -> Int64 {
        let plan = upload.plan
        let vault = store.evidence
        do {
            let type = try await Threads.run {
                try part.sync()
                let found = try part.sha256()
                guard found == plan.hash, part.size == plan.bytes else {
                    throw EvidenceRefusal.otherContent(found: found)
                }
                let type = try part.evidenceType()
                guard plan.kind.accepts(type) else { throw EvidenceRefusal.otherType(type, plan.kind) }
                // Its length alone would not tell; the part stays until the vault's own copy is mended.
                try vault.checkKnown(plan.hash)
                return type
            }
            _ = try await store.keepUpload(upload.id, of: upload.laboratory, part: part, type: type)
        } catch let refusal as EvidenceRefusal {
            try await refuse(upload, refusal)
            part.remove()
            throw refusal
        } catch let refusal as EvidenceVault.Refusal where refusal.reason == .type {
            try await refuse(upload, .typeNotTaken(refusal.description))
            part.remove()
            throw EvidenceRefusal.typeNotTaken(refusal.description)
        }
        part.remove()
        return plan.bytes
    }

    private func refuse(_ upload: EvidenceUpload, _ refusal: EvidenceRefusal) async throws {
        try await store.endUpload(
            upload.id, as: .refused, reason: refusal.sentence, by: Actor("laboratory:" + upload.laboratory))
    }
}
