package import Domain
internal import FoundationEssentials

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The received bytes of an open upload, locked by this process. All methods block; call them off the cooperative
/// threads.
package struct UploadPart: Sendable {
    private let file: EvidenceFile
    let path: String

    /// The number of received bytes, acknowledged or not.
    package var size: Int64 {
        file.size
    }

    /// Whether the part already has its name in the vault. This happens if the process died after the part was complete
    /// and before its row was written. Such a part must not be changed.
    package var isPublished: Bool {
        // If a person removed the second name, the file is still protected.
        file.names > 1 || !file.isWritable
    }

    fileprivate init(_ file: EvidenceFile, path: String) {
        self.file = file
        self.path = path
    }

    package func truncate(to bytes: Int64) throws(EvidenceVault.Refusal) {
        try file.truncate(to: bytes)
    }

    package func write(_ bytes: [UInt8], at position: Int64) throws(EvidenceVault.Refusal) {
        try file.write(bytes, at: position)
    }

    package func sync() throws(EvidenceVault.Refusal) {
        try file.sync()
    }

    package func sha256() throws(EvidenceVault.Refusal) -> String {
        try file.sha256()
    }

    /// Ends the lock, so that the next request can continue the upload. Nothing may be written after it.
    package func unlock() {
        file.unlock()
    }

    /// Removes the part. Call this after the end of the upload is recorded.
    package func remove() {
        unlink(path)
    }

    /// The type, detected from the content. Throws if the type is not accepted.
    package func evidenceType() throws(EvidenceVault.Refusal) -> EvidenceType {
        try file.evidenceType()
    }
}

extension EvidenceVault {
    /// Opens and locks the part of an upload. Returns nil if another process has the lock.
    ///
    /// - Parameter create: whether the part may be new; a part with acknowledged bytes must exist.
    package func openPart(_ upload: String, create: Bool) throws(Refusal) -> UploadPart? {
        let path = partPath(upload)
        try Self.make(folder + "/" + Self.uploads)
        let existed = FileManager.default.fileExists(atPath: path)
        guard let file = try EvidenceFile.open(toWrite: path, create: create) else {
            throw Refusal(.missing, "the received bytes of the upload \(upload) are missing")
        }
        guard file.lock() else { return nil }
        // The upload ended between opening and locking.
        guard file.names > 0 else { throw Refusal(.missing, "the upload \(upload) has ended") }
        if !existed { try Self.syncFolder(folder + "/" + Self.uploads) }
        return UploadPart(file, path: path)
    }

    /// Removes the part of an ended upload. Returns false if another process has locked it; the cleaner tries again
    /// later.
    @discardableResult
    package func removePart(_ upload: String) -> Bool {
        removeUnheld(partPath(upload))
    }

    /// Removes a file that no process has locked.
    func removeUnheld(_ path: String) -> Bool {
        guard let file = try? EvidenceFile.open(toWrite: path), file.lock() else { return false }
        return unlink(path) == 0
    }

    private func partPath(_ upload: String) -> String {
        precondition(Self.isUpload(upload), "the path of a part needs the id of an upload")
        return folder + "/" + Self.uploads + "/" + upload
    }

    /// Whether `text` has the form of an upload id: 32 hexadecimal characters.
    package static func isUpload(_ text: String) -> Bool {
        text.utf8.count == 32 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
