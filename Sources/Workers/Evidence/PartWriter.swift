internal import Domain
internal import Store

/// Writes the arriving bytes of an upload in parts of one mebibyte and acknowledges them at checkpoints. Memory does
/// not grow with the upload.
actor PartWriter {
    private let part: UploadPart
    private let store: Store
    private let upload: EvidenceUpload
    private var buffer: [UInt8] = []
    private var written: Int64
    private var acknowledged: Int64

    /// The size of the buffer in bytes.
    static let piece = 1 << 20
    /// The maximum number of bytes that are lost when a request is interrupted.
    static let checkPointEvery: Int64 = 8 << 20

    init(_ part: UploadPart, store: Store, upload: EvidenceUpload) {
        self.part = part
        self.store = store
        self.upload = upload
        written = upload.received
        acknowledged = upload.received
    }

    /// Removes bytes that a killed process wrote and did not acknowledge.
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

    /// Writes the buffer. Returns the number of bytes of the upload that are written.
    @discardableResult
    func flush() async throws -> Int64 {
        guard !buffer.isEmpty else { return written }
        let (part, bytes, position) = (part, buffer, written)
        buffer = []
        try await Threads.run { try part.write(bytes, at: position) }
        written = position + Int64(bytes.count)
        return written
    }

    /// Writes all bytes to the disk and acknowledges them. The last byte is acknowledged only after the whole file is
    /// checked. After a crash the client therefore sends it again, and the file is checked then.
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
