internal import Domain

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// An open file. The last reference closes it. All positions are parameters, so the object has no state.
final class EvidenceFile: Sendable {
    private typealias Refusal = EvidenceVault.Refusal
    private let descriptor: Int32
    /// False for a protected file that was already complete when it was opened. Such a file can only be read and
    /// removed.
    let isWritable: Bool

    /// The number of bytes in memory at a time.
    static let piece = 1 << 20

    private init(_ descriptor: Int32, isWritable: Bool) {
        self.descriptor = descriptor
        self.isWritable = isWritable
    }

    deinit {
        // Closing is not enough: a child process that is starting keeps the file open until it executes its own
        // program.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Opens a file for reading. A pipe or a device does not block.
    static func open(toRead path: String) throws(EvidenceVault.Refusal) -> EvidenceFile {
        let descriptor = Self.opened(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0)
        guard descriptor >= 0 else { throw Refusal(.file, "the evidence file cannot be read") }
        return EvidenceFile(descriptor, isWritable: false)
    }

    /// Opens a file for writing and reading. `create` creates a missing file. `new` requires that the file is missing.
    ///
    /// If the process died just after the file entered the vault, the file is protected. It is then opened for reading.
    static func open(
        toWrite path: String, create: Bool = false, new: Bool = false
    ) throws(EvidenceVault.Refusal) -> EvidenceFile? {
        // A symbolic link is not followed.
        let flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | (create || new ? O_CREAT : 0) | (new ? O_EXCL : 0)
        let descriptor = Self.opened(path, flags, 0o600)
        if descriptor < 0, errno == ENOENT, !create, !new { return nil }
        if descriptor < 0, errno == EACCES, !new {
            let readable = Self.opened(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0)
            if readable >= 0 { return EvidenceFile(readable, isWritable: false) }
            errno = EACCES
        }
        guard descriptor >= 0 else { throw Refusal.ofSystem("cannot create \(path)") }
        return EvidenceFile(descriptor, isWritable: true)
    }

    /// Locks the file for this process. Returns false if another process has the lock. A lock ends when the file is
    /// closed or the process dies.
    func lock() -> Bool {
        flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }

    /// Ends the lock before the file is closed. The last reference can live a moment longer on another thread.
    func unlock() {
        flock(descriptor, LOCK_UN)
    }

    private var status: stat? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? status : nil
    }

    var size: Int64 {
        status.map { Int64($0.st_size) } ?? 0
    }

    /// The number of names (hard links) of the file.
    var names: Int {
        status.map { Int($0.st_nlink) } ?? 0
    }

    var isRegular: Bool {
        status.map { $0.st_mode & S_IFMT == S_IFREG } ?? false
    }

    func truncate(to bytes: Int64) throws(EvidenceVault.Refusal) {
        guard ftruncate(descriptor, off_t(bytes)) == 0 else {
            throw Refusal.ofSystem("cannot truncate the evidence file")
        }
    }

    func write(_ bytes: [UInt8], at position: Int64) throws(EvidenceVault.Refusal) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                pwrite(
                    descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written, off_t(position) + written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Refusal.ofSystem("cannot write the evidence file") }
            written += count
        }
    }

    /// Up to `count` bytes from `position`; empty after the end of the file.
    func read(_ count: Int, at position: Int64) throws(EvidenceVault.Refusal) -> [UInt8] {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = pread(
                    descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, off_t(position) + filled)
                if got < 0, errno == EINTR { continue }
                failed = got < 0
                guard got > 0 else { break }
                filled += got
            }
        }
        guard !failed else { throw Refusal.ofSystem("cannot read the evidence file") }
        return bytes
    }

    /// Returns when all written bytes are on the disk.
    func sync() throws(EvidenceVault.Refusal) {
        guard fsync(descriptor) == 0 else { throw Refusal.ofSystem("cannot keep the evidence file") }
    }

    /// The hash of the file, read in parts.
    func sha256() throws(EvidenceVault.Refusal) -> String {
        var hash = RunningDigest()
        try pieces { hash.update($0.bytes) }
        return hash.finalize()
    }

    /// Copies the file to `other` and returns its hash.
    func copy(to other: EvidenceFile) throws(EvidenceVault.Refusal) -> String {
        var hash = RunningDigest()
        try pieces { piece throws(EvidenceVault.Refusal) in
            hash.update(piece.bytes)
            try other.write(piece.bytes, at: piece.position)
        }
        return hash.finalize()
    }

    private func pieces(
        _ body: ((bytes: [UInt8], position: Int64)) throws(EvidenceVault.Refusal) -> Void
    ) throws(EvidenceVault.Refusal) {
        var position: Int64 = 0
        while true {
            let bytes = try read(Self.piece, at: position)
            guard !bytes.isEmpty else { return }
            try body((bytes, position))
            position += Int64(bytes.count)
        }
    }

    /// The type of the file, detected from its first bytes.
    func evidenceType() throws(EvidenceVault.Refusal) -> EvidenceType {
        try FileType.of(read(FileType.examined, at: 0))
    }

    private static func opened(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
        #if canImport(Glibc)
            Glibc.open(path, flags, mode)
        #else
            Musl.open(path, flags, mode)
        #endif
    }
}
