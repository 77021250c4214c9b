internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Reads and writes whole pieces, however the system divides them.
enum Descriptor {
    /// Fills `buffer` from the current position, or from `offset`. Returns the number of bytes, which is smaller only at
    /// the end; −1 after a failure, with its reason in `errno`.
    static func fill(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer, at offset: Int64? = nil) -> Int {
        moved(buffer.count) { done, rest in
            guard let base = buffer.baseAddress else { return 0 }
            return offset.map { pread(descriptor, base + done, rest, off_t($0) + off_t(done)) }
                ?? read(descriptor, base + done, rest)
        }
    }

    /// Whether all of `bytes` could be written at `offset`.
    static func put(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int64) -> Bool {
        bytes.count
            == moved(bytes.count) { done, rest in
                guard let base = bytes.baseAddress else { return 0 }
                return pwrite(descriptor, base + done, rest, off_t(offset) + off_t(done))
            }
    }

    private static func moved(_ count: Int, _ step: (_ done: Int, _ rest: Int) -> Int) -> Int {
        var done = 0
        while done < count {
            let moved = step(done, count - done)
            if moved < 0, errno == EINTR { continue }
            guard moved >= 0 else { return -1 }
            guard moved > 0 else { break }
            done += moved
        }
        return done
    }
}

/// Bytes stored outside memory, in a file without a name. The system deletes it when the process ends.
package final class SpillFile: Sendable {
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
        guard Descriptor.put(descriptor, bytes, at: offset) else {
            throw FeedFileFault(message: "the temporary file cannot be written; set TMPDIR to a folder with free space")
        }
        return offset
    }

    /// Fills `buffer` with the bytes stored at `offset`.
    package func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws(FeedFileFault) {
        guard Descriptor.fill(descriptor, buffer, at: offset) == buffer.count else {
            throw FeedFileFault(message: "the temporary file cannot be read back")
        }
    }
}
