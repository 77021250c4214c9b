#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Lets one process at a time open a database, so that two processes do not both create it. The lock is on a file
/// next to the database; the system releases it if the process dies.
enum OpeningLock {
    static func holding<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
        let descriptor = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreError.wrongInstallation(
                "the database \(path) cannot be opened for writing: " + String(cString: strerror(errno))
                    + "; check that its folder exists and is writable for this user")
        }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                throw StoreError.unavailable(
                    "the database \(path) cannot be locked: " + String(cString: strerror(errno)))
            }
        }
        return try body()
    }
}
