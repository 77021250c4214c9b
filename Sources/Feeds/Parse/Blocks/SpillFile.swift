internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Reads whole pieces, however the system divides them.
enum Descriptor {
    /// Fills `buffer` from the current position, or from `offset`. Returns the number of bytes, which is smaller only at
    /// the end; −1 after a failure, with its reason in `errno`.
    static func fill(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer, at offset: Int64? = nil) -> Int {
        var done = 0
        while done < buffer.count, let base = buffer.baseAddress {
            let rest = buffer.count - done
            let count =
                offset.map { pread(descriptor, base + done, rest, off_t($0) + off_t(done)) }
                ?? read(descriptor, base + done, rest)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count < 0 ? -1 : done }
            done += count
        }
        return done
    }
}

/// Bytes stored outside memory, in a file without a name. The system deletes it when the process ends.
package final class SpillFile: Sendable {
    static let full = FeedFileFault(
        message: "the temporary file cannot be written; set TMPDIR to a folder with free space")

    let descriptor: Int32
    private let end = Atomic<Int64>(0)

    package init() throws(FeedFileFault) {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        // mkstemp replaces the six last characters.
        var template = Array((folder + "/sushai-XXXXXX").utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else {
            throw FeedFileFault(message: "no temporary file can be made; set TMPDIR to a folder with free space")
        }
        unlink(template)
    }

    deinit {
        close(descriptor)
    }

    /// Writes `bytes` and returns their offset. Safe from several threads.
    package func append(_ bytes: UnsafeRawBufferPointer) throws(FeedFileFault) -> Int64 {
        let offset = end.add(Int64(bytes.count), ordering: .relaxed).oldValue
        guard write(bytes, at: offset) else { throw Self.full }
        return offset
    }

    /// Whether all of `bytes` could be written. Safe from several threads.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) -> Bool {
        var done = 0
        while done < bytes.count, let base = bytes.baseAddress {
            let written = pwrite(descriptor, base + done, bytes.count - done, off_t(offset) + off_t(done))
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return false }
            done += written
        }
        return true
    }

    /// Fills `buffer` with the bytes stored at `offset`.
    package func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws(FeedFileFault) {
        guard Descriptor.fill(descriptor, buffer, at: offset) == buffer.count else {
            throw FeedFileFault(message: "the temporary file cannot be read back")
        }
    }
}
