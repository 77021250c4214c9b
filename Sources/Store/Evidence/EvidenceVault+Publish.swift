package import Domain
internal import FoundationEssentials

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

extension EvidenceVault {
    /// Moves the file at `source`, whose hash is known, to its name in the vault. It creates a hard link, which fails
    /// if the name exists and never replaces a file.
    func publish(_ source: String, as hash: String, bytes: Int64) throws(Refusal) {
        let target = path(of: hash)
        let parent = folder + "/" + hash.prefix(2)
        try Self.make(parent)
        guard link(source, target) == 0 else {
            guard errno == EEXIST else { throw Refusal.ofSystem("cannot keep the evidence file") }
            return try expect(hash, bytes: bytes)
        }
        // After this, no process writes to the file under either name.
        guard chmod(target, 0o440) == 0 else { throw Refusal.ofSystem("cannot protect the evidence file") }
        try Self.syncFolder(parent)
    }

    /// Throws unless the vault has a file with this hash and length.
    func expect(_ hash: String, bytes: Int64) throws(Refusal) {
        guard let file = try? EvidenceFile.open(toRead: path(of: hash)) else {
            throw Refusal(.missing, "the stored evidence \(hash) is missing")
        }
        guard file.size == bytes else { throw damaged(hash) }
    }

    /// Creates a folder. Returns after its name is on the disk.
    static func make(_ folder: String) throws(Refusal) {
        guard !FileManager.default.fileExists(atPath: folder) else { return }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw Refusal(.disk, "the evidence folder \(folder) cannot be created: \(error)")
        }
        let parent = folder.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        try syncFolder(parent.isEmpty ? (folder.hasPrefix("/") ? "/" : ".") : parent)
    }

    /// Writes the names in a folder to the disk.
    static func syncFolder(_ folder: String) throws(Refusal) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Refusal.ofSystem("cannot open the evidence folder") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Refusal.ofSystem("cannot keep the evidence file") }
    }

    /// The free bytes on the disk of the vault. Nil if the system does not report them.
    package func freeBytes() -> Int64? {
        diskSpace()?.freeBytes
    }

    /// The disk of the vault. Nil if the system does not report it.
    package func diskSpace() -> DiskSpace? {
        try? Self.make(folder)
        return DiskSpace(ofFolder: folder)
    }
}

extension DiskSpace {
    /// The disk of a file or folder. Nil if the system does not report it.
    init?(ofFolder path: String) {
        var (status, file) = (statvfs(), stat())
        guard statvfs(path, &status) == 0, stat(path, &file) == 0 else { return nil }
        let (bytes, overflow) = Int64(status.f_bavail).multipliedReportingOverflow(by: Int64(status.f_frsize))
        guard !overflow else { return nil }
        self.init(device: UInt64(file.st_dev), freeBytes: bytes)
    }
}

extension EvidenceVault.Refusal {
    /// The error in `errno`.
    static func ofSystem(_ what: String) -> Self {
        Self(.disk, what + ": " + String(cString: strerror(errno)) + "; free some space and try again")
    }
}
