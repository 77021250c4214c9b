package import Domain
internal import FoundationEssentials

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The bytes of an upload under way, held by this process alone. All of it blocks; keep it off the cooperative threads.
package struct UploadPart: Sendable {
    private let file: EvidenceFile
    let path: String

    /// The bytes so far, acknowledged or not.
    package var size: Int64 {
        file.size
    }

    /// Whether the part already has its second name, in the vault: it was found whole, and the process died before its
    /// row was written. It must not be changed any more.
    package var isPublished: Bool {
        // Where a hand took the second name away, the protection tells it still.
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

    /// Removes it, once what became of the upload is recorded.
    package func remove() {
        unlink(path)
    }

    /// What it is by its bytes; refused where that is not taken.
    package func evidenceType() throws(EvidenceVault.Refusal) -> EvidenceType {
        try file.evidenceType()
    }
}

extension EvidenceVault {
    /// Opens the part of an upload and holds it; nil where another holds it.
    ///
    /// - Parameter create: whether it may be new; one that was acknowledged must be there.
    package func openPart(_ upload: String, create: Bool) throws(Refusal) -> UploadPart? {
        let path = partPath(upload)
        try Self.make(folder + "/" + Self.uploads)
        let existed = FileManager.default.fileExists(atPath: path)
        guard let file = try EvidenceFile.open(toWrite: path, create: create) else {
            throw Refusal(.missing, "what was received of the upload \(upload) is missing")
        }
        guard file.lock() else { return nil }
        // Ended between the opening and the locking.
        guard file.names > 0 else { throw Refusal(.missing, "the upload \(upload) has ended") }
        if !existed { try Self.syncFolder(folder + "/" + Self.uploads) }
        return UploadPart(file, path: path)
    }

    /// Removes the part of an upload that has ended. False where another holds it: the sweeper comes back for it.
    @discardableResult
    package func removePart(_ upload: String) -> Bool {
        removeUnheld(partPath(upload))
    }

    /// Removes a file that nobody holds.
    func removeUnheld(_ path: String) -> Bool {
        guard let file = try? EvidenceFile.open(toWrite: path), file.lock() else { return false }
        return unlink(path) == 0
    }

    private func partPath(_ upload: String) -> String {
        precondition(Self.isUpload(upload), "a part's path is made of the number that the program gave")
        return folder + "/" + Self.uploads + "/" + upload
    }

    /// Whether `text` has the form of an upload's number: 32 hexadecimal characters.
    package static func isUpload(_ text: String) -> Bool {
        text.utf8.count == 32 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
