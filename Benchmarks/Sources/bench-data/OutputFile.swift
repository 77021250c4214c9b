#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A file could not be written.
struct FileFault: Error, CustomStringConvertible {
    let description: String

    init(_ what: String, _ path: String) {
        description = "\(path): \(what): \(String(cString: strerror(errno)))"
    }
}

/// A file that is written in large pieces. It appears under its name only when it is complete.
struct OutputFile: ~Copyable {
    private static let piece = 1 << 20

    private let path: String
    private let descriptor: Int32
    private var pending = Text()

    init(_ path: String) throws(FileFault) {
        self.path = path
        descriptor = open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw FileFault("cannot be opened", path) }
        pending.reserveCapacity(Self.piece + 8192)
    }

    mutating func add(_ text: Text) throws(FileFault) {
        pending.append(contentsOf: text)
        if pending.count >= Self.piece { try flush() }
    }

    consuming func finish() throws(FileFault) {
        try flush()
        guard close(descriptor) == 0, rename(path + ".part", path) == 0 else {
            throw FileFault("cannot be completed", path)
        }
    }

    private mutating func flush() throws(FileFault) {
        var done = 0
        while done < pending.count {
            let count = pending.withUnsafeBytes { bytes in
                write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
            }
            guard count > 0 else { throw FileFault("cannot be written", path) }
            done += count
        }
        pending.removeAll(keepingCapacity: true)
    }
}
