internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Files without a name. The system deletes them when the process ends.
enum TemporaryFile {
    /// A descriptor, or −1.
    static func open() -> Int32 {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        // mkstemp replaces the six last characters.
        var template = Array((folder + "/sushai-XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        if descriptor >= 0 { unlink(template) }
        return descriptor
    }

    /// Whether all of `bytes` could be appended.
    static func append(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                guard let base = buffer.baseAddress else { return false }
                let written = write(descriptor, base + done, buffer.count - done)
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { return false }
                done += written
            }
            return true
        }
    }
}

/// Bytes stored outside memory until the process ends.
package final class SpillFile: Sendable {
    private let descriptor: Int32
    private let end = Atomic<Int64>(0)

    package init() throws(FeedFileFault) {
        descriptor = TemporaryFile.open()
        guard descriptor >= 0 else {
            throw FeedFileFault(message: "no temporary file can be made; set TMPDIR to a folder with free space")
        }
    }

    deinit {
        close(descriptor)
    }

    /// Writes `bytes` and returns their offset. Safe from several threads.
    package func append(_ bytes: UnsafeRawBufferPointer) throws(FeedFileFault) -> Int64 {
        let offset = end.add(Int64(bytes.count), ordering: .relaxed).oldValue
        var done = 0
        while done < bytes.count {
            guard let base = bytes.baseAddress else { break }
            let written = pwrite(descriptor, base + done, bytes.count - done, off_t(offset) + off_t(done))
            if written < 0, errno == EINTR { continue }
            guard written > 0 else {
                throw FeedFileFault(
                    message: "the temporary file cannot be written; set TMPDIR to a folder with free space")
            }
            done += written
        }
        return offset
    }

    /// Fills `buffer` with the bytes stored at `offset`.
    package func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws(FeedFileFault) {
        var done = 0
        while done < buffer.count {
            guard let base = buffer.baseAddress else { break }
            let read = pread(descriptor, base + done, buffer.count - done, off_t(offset) + off_t(done))
            if read < 0, errno == EINTR { continue }
            guard read > 0 else { throw FeedFileFault(message: "the temporary file cannot be read back") }
            done += read
        }
    }
}
