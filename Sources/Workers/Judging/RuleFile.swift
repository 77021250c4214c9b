internal import Domain
internal import FoundationEssentials

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A rule file that this program changes.
struct RuleFile {
    /// The path without symbolic links, so that a link stays one.
    let path: String

    /// Nil if there is no such file.
    init?(_ path: String) {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        self.path = String(cString: real)
    }

    func read() throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else { throw failure("读取") }
        return Array(data)
    }

    /// Throws if the file is marked as not to be written. Replacing it would not heed the mark.
    func requireWritable() throws {
        guard access(path, W_OK) == 0 else { throw failure("写入") }
    }

    /// Writes `bytes` to the file, completely or not at all, and onto the disk. The file must still contain `expected`.
    func replace(_ expected: [UInt8], with bytes: [UInt8]) throws {
        // A dead process with the same number may have left one; in a container all have the same number.
        let name = path + ".new-" + String(getpid())
        unlink(name)
        var status = stat()
        guard stat(path, &status) == 0 else { throw failure("读取") }
        let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("写入") }
        var isDone = false
        defer { if !isDone { unlink(name) } }
        do {
            defer { close(descriptor) }
            guard writeAll(bytes, descriptor), fchmod(descriptor, status.st_mode & 0o7777) == 0, fsync(descriptor) == 0
            else { throw failure("写入") }
            // Only the administrator may give a file away. The file then belongs to this user, which does no harm.
            _ = fchown(descriptor, status.st_uid, status.st_gid)
        }
        guard try read() == expected else {
            throw PermanentFailure("\(path) 在核实期间被改动，未写入任何内容；请再次运行同一命令")
        }
        guard rename(name, path) == 0 else { throw failure("写入") }
        isDone = true
        try syncFolder()
    }

    private func writeAll(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }

    /// The new name is on the disk only when the folder is.
    private func syncFolder() throws {
        let folder = open(Self.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failure("写入") }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw failure("写入") }
    }

    static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    private func failure(_ what: String) -> PermanentFailure {
        let why = String(cString: strerror(errno))
        return PermanentFailure("\(path) 无法\(what)（\(why)）；文件及其目录须允许本用户写入")
    }
}

/// Lets one process at a time change the files of a folder. The system releases the lock if the process dies.
final class FolderLock: Sendable {
    private let descriptor: Int32

    /// Nil if another process has the lock.
    static func of(_ folder: String) throws -> FolderLock? {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw PermanentFailure("目录 \(folder) 无法打开（\(String(cString: strerror(errno)))）")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        return FolderLock(descriptor)
    }

    private init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }
}
