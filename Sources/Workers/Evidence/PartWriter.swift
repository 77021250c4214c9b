internal import Domain
internal import Store

/// Writes what arrives of an upload, in pieces of a mebibyte, and acknowledges it at check-points. Memory does not grow
/// with the upload.
actor PartWriter {
    private let part: UploadPart
    private let store: Store
    private let upload: EvidenceUpload
    private var buffer: [UInt8] = []
    private var written: Int64
    private var acknowledged: Int64

    /// Bytes held before they are written.
    static let piece = 1 << 20
    /// A request cut off loses at most so many bytes.
    static let checkPointEvery: Int64 = 8 << 20

    init(_ part: UploadPart, store: Store, upload: EvidenceUpload) {
        self.part = part
        self.store = store
        self.upload = upload
        written = upload.received
        acknowledged = upload.received
    }

    /// Forgets what a killed process wrote and never acknowledged.
    func begin() async throws {
        let (part, start) = (part, written)
        try await Threads.run { try part.truncate(to: start) }
    }

    func take(_ bytes: [UInt8]) async throws {
        guard Int64(bytes.count) <= upload.plan.bytes - written - Int64(buffer.count) else {
            throw EvidenceRefusal.beyondLength(upload.plan.bytes)
        }
        buffer += bytes
        if buffer.count >= Self.piece { try await flush() }
        if written - acknowledged >= Self.checkPointEvery { try await checkPoint() }
    }

    /// Writes what is held. Gives how many bytes of the upload are written.
    @discardableResult
    func flush() async throws -> Int64 {
        guard !buffer.isEmpty else { return written }
        let (part, bytes, position) = (part, buffer, written)
        buffer = []
        try await Threads.run { try part.write(bytes, at: position) }
        written = position + Int64(bytes.count)
        return written
    }

    /// Brings what is written onto the disk and acknowledges it. The last byte is acknowledged only with the whole, which
    /// is looked at first: who asks after a crash just before sends it again, and the whole is looked at then.
    @discardableResult
    func checkPoint() async throws -> Int64 {
        try await flush()
        let mark = min(written, upload.plan.bytes - 1)
        guard mark > acknowledged else { return acknowledged }
        let part = part
        try await Threads.run { try part.sync() }
        try await store.advanceUpload(upload.id, to: mark)
        acknowledged = mark
        return mark
    }
}
