internal import Domain
package import Store

/// Receives an evidence upload in parts, by tus 1.0: each request states its offset, and acknowledged bytes are on the
/// disk.
package struct ReceiveEvidence: Sendable {
    private let store: Store
    private let deadline: Duration

    /// - Parameter deadline: the maximum time of one request. Bytes received before the deadline are kept.
    package init(_ store: Store, deadline: Duration = .seconds(900)) {
        self.store = store
        self.deadline = deadline
    }

    /// A request that took too long, or whose connection broke. The received bytes are kept; HEAD returns their number.
    package enum Interruption: Error, Hashable, Sendable {
        case tooSlow
        case broken
    }

    /// Adds `body` to the upload at `offset`.
    ///
    /// - Parameter announced: the length of the body, if the request states it.
    /// - Returns: the number of acknowledged bytes; the full length after the file is kept.
    /// - Throws: `EvidenceRefusal`, `EvidenceVault.Refusal`, `Interruption`, `StoreError`.
    package func append<Body: AsyncSequence & Sendable>(
        _ body: Body, to id: String, of laboratory: String, from offset: Int64, announced: Int64? = nil
    ) async throws -> Int64 where Body.Element == [UInt8] {
        let seen = try await open(id, of: laboratory)
        if seen.state == .kept { return try finished(seen, offset) }
        let part = try await part(of: seen)
        defer { part.unlock() }
        // After this, no other request changes the upload.
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
            // The bytes received before the interruption are kept, if possible.
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

    /// Cancels an upload. Nothing of it is kept.
    package func cancel(_ id: String, of laboratory: String) async throws {
        let upload = try await open(id, of: laboratory)
        guard upload.state == .open else { throw EvidenceRefusal.ended(upload.state) }
        let part = try await part(of: upload)
        defer { part.unlock() }
        try await store.endUpload(id, .cancelled, by: upload.actor)
        part.remove()
    }

    /// The upload, if it is open or its file is kept.
    package func open(_ id: String, of laboratory: String) async throws -> EvidenceUpload {
        guard EvidenceVault.isUpload(id) else { throw EvidenceRefusal.unknownUpload }
        let upload = try await store.upload(id, of: laboratory)
        guard upload.state == .open || upload.state == .kept else { throw EvidenceRefusal.ended(upload.state) }
        return upload
    }

    /// If the answer to the last request was lost and the client repeats the request, it gets the same answer.
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
            // Another request may have just ended the upload. Otherwise a person removed the part.
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
            // The time limit of the request. The other task cancels it.
            group.addTask {
                try await Task.sleep(for: deadline)
                throw Interruption.tooSlow
            }
            defer { group.cancelAll() }
            _ = try await group.next()
        }
    }

    /// Checks the complete file, and keeps or refuses it.
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
                // An equal length is not enough. If the copy in the vault is damaged, the part is kept until it is
                // repaired.
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
        try await store.endUpload(upload.id, .refused(reason: refusal.sentence), by: upload.actor)
    }
}
