internal import Synchronization
internal import Transport

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A file or pipe that cannot be read.
package struct FeedFileFault: Error, Hashable, Sendable {
    package let message: String
}

/// A large feed file, divided into blocks of whole records that several threads can read at the same time.
///
/// The file is read with `pread` and never mapped, so memory contains one block for each thread, whatever the length of
/// the file. Input that can be read only once (a pipe, a compressed file) is copied to a nameless temporary file, so
/// that records can be read again. All calls block, so they must run on their own threads.
package final class FeedFile: Sendable {
    /// Whole records, with `JSONScanner.padding` zero bytes after `size`.
    package struct Block: Sendable {
        package let index: Int
        /// Its offset in the file.
        package let position: Int64
        package var bytes: [UInt8]
        package let size: Int

        /// The bytes, moved out.
        consuming func takeBytes() -> [UInt8] {
            bytes
        }
    }

    private struct ReadingState: ~Copyable {
        var position: Int64 = 0
        var index = 0
        /// For input that can be read only once: the bytes read so far that are not yet a whole record.
        var rest: [UInt8] = []
        var ended = false
        /// The number of columns of a table; 0 before its first block.
        var columns = 0
        /// Nil for a file that is read directly.
        var source: SequentialBytes?
    }

    /// Large enough to read at full speed, small enough for many threads.
    package static let usualBlockSize = 1 << 20
    /// Maximum size of a record. No record of a feed comes near it.
    private static let longestRecord = 64 << 20

    private let descriptor: Int32
    /// The source for reading records again: the file itself, or the copy of input that can be read only once.
    private let copy: Int32
    private let isCopied: Bool
    /// The separator of a table, in which a line break within double quotes belongs to its row; nil if every line is a
    /// record.
    private let separator: UInt8?
    /// The size of a regular file when it was opened.
    private let length: Int64
    private let blockSize: Int
    private let state: Mutex<ReadingState>

    /// - Parameters:
    ///   - path: nil for standard input. gzip and zstd are recognised.
    ///   - separator: of a table (CSV), whose quoted fields may contain line breaks; nil if every line is a record.
    ///   - blockSize: bytes of a block, at least 1. A longer record gets a larger block.
    package init(
        path: String?, separator: UInt8?, blockSize: Int = FeedFile.usualBlockSize
    ) throws(FeedFileFault) {
        self.separator = separator
        self.blockSize = blockSize
        descriptor = path.map { open($0, O_RDONLY | O_CLOEXEC) } ?? dup(0)
        let name = path ?? "standard input"
        guard descriptor >= 0 else {
            throw FeedFileFault(message: "\(name) cannot be opened: \(String(cString: strerror(errno)))")
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            close(descriptor)
            throw FeedFileFault(message: "\(name) is no file that can be read")
        }
        let isFile = status.st_mode & S_IFMT == S_IFREG
        isCopied = !isFile || Self.isCompressed(descriptor)
        length = isCopied ? 0 : Int64(status.st_size)
        copy = isCopied ? TemporaryFile.open() : descriptor
        guard copy >= 0 else {
            close(descriptor)
            throw FeedFileFault(message: "no temporary file can be made; set TMPDIR to a folder with free space")
        }
        var state = ReadingState()
        if isCopied { state.source = try SequentialBytes.open(descriptor) }
        if !isCopied { state.position = max(0, Int64(lseek(descriptor, 0, SEEK_CUR))) }
        self.state = Mutex(state)
    }

    private static func isCompressed(_ descriptor: Int32) -> Bool {
        var first = [UInt8](repeating: 0, count: 4)
        let count = first.withUnsafeMutableBytes {
            pread(descriptor, $0.baseAddress, $0.count, lseek(descriptor, 0, SEEK_CUR))
        }
        return count > 0 && Compression(recognising: first.prefix(count)) != nil
    }

    deinit {
        if isCopied { close(copy) }
        close(descriptor)
    }

    /// The next block; nil at the end. Blocks are returned in order, whichever thread calls.
    package func next() throws(FeedFileFault) -> Block? {
        let result: Result<Block?, FeedFileFault> = state.withLock { state in
            do throws(FeedFileFault) {
                return .success(try isCopied ? nextOfStream(&state) : nextOfFile(&state))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// The bytes of a record that was read before.
    package func read(_ count: Int, at position: Int64, into buffer: UnsafeMutableRawPointer) throws(FeedFileFault) {
        var done = 0
        while done < count {
            let read = pread(copy, buffer + done, count - done, off_t(position) + off_t(done))
            if read < 0, errno == EINTR { continue }
            guard read > 0 else { throw FeedFileFault(message: "the file changed while it was read") }
            done += read
        }
    }

    private func nextOfFile(_ state: inout ReadingState) throws(FeedFileFault) -> Block? {
        var wanted = blockSize
        while !state.ended {
            var failure: Int32 = 0
            var size = 0
            var isLast = false
            let position = state.position
            // Reserves capacity after the block for the few texts that are rewritten, so that the array need not move.
            let capacity = wanted + JSONScanner.padding + wanted / 16
            let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                guard let base = buffer.baseAddress else { return }
                let read = fill(base, wanted, at: position, &failure)
                isLast = read < wanted
                size = wholeRecords(base, read, isFirst: state.index == 0, isLast: isLast, &state.columns)
                if isLast, failure == 0, position + Int64(read) < length { failure = ESTALE }
                (base + size).initialize(repeating: 0, count: JSONScanner.padding)
                count = size + JSONScanner.padding
            }
            guard failure == 0 else {
                let why = failure == ESTALE ? "it became shorter meanwhile" : String(cString: strerror(failure))
                throw FeedFileFault(message: "the file cannot be read: \(why)")
            }
            if size > 0 || isLast {
                state.ended = isLast
                guard size > 0 else { return nil }
                defer {
                    state.position += Int64(size)
                    state.index += 1
                }
                return Block(index: state.index, position: state.position, bytes: bytes, size: size)
            }
            wanted *= 4
            guard wanted <= Self.longestRecord else { throw tooLong(at: state.position) }
        }
        return nil
    }

    private func nextOfStream(_ state: inout ReadingState) throws(FeedFileFault) -> Block? {
        while !state.ended {
            var buffer = state.rest
            let had = buffer.count
            buffer.append(contentsOf: repeatElement(0, count: blockSize))
            let read = try Self.fill(&state.source, &buffer, from: had)
            let isLast = read < blockSize
            let total = had + read
            try appendToCopy(buffer[had..<total])
            let size = buffer.withUnsafeBufferPointer {
                $0.baseAddress.map {
                    wholeRecords($0, total, isFirst: state.index == 0, isLast: isLast, &state.columns)
                } ?? 0
            }
            state.rest = Array(buffer[size..<total])
            state.ended = isLast
            guard state.rest.count <= Self.longestRecord else { throw tooLong(at: state.position) }
            guard size > 0 else { continue }
            buffer.removeSubrange(size...)
            buffer.append(contentsOf: repeatElement(0, count: JSONScanner.padding))
            defer {
                state.position += Int64(size)
                state.index += 1
            }
            return Block(index: state.index, position: state.position, bytes: buffer, size: size)
        }
        return nil
    }

    private static func fill(
        _ source: inout SequentialBytes?, _ buffer: inout [UInt8], from start: Int
    ) throws(FeedFileFault) -> Int {
        var result: Result<Int, FeedFileFault> = .success(0)
        buffer.withUnsafeMutableBytes { bytes in
            do throws(FeedFileFault) {
                result = .success(try source?.fill(UnsafeMutableRawBufferPointer(rebasing: bytes[start...])) ?? 0)
            } catch {
                result = .failure(error)
            }
        }
        return try result.get()
    }

    private func tooLong(at position: Int64) -> FeedFileFault {
        FeedFileFault(
            message:
                "no record ends within \(Self.longestRecord) bytes from byte \(position + 1) on; is this the right format?"
        )
    }

    private func appendToCopy(_ bytes: ArraySlice<UInt8>) throws(FeedFileFault) {
        guard TemporaryFile.append(bytes, to: copy) else {
            throw FeedFileFault(message: "the temporary file cannot be written; set TMPDIR to a folder with free space")
        }
    }
}

extension FeedFile {
    private func fill(_ base: UnsafeMutableRawPointer, _ count: Int, at position: Int64, _ failure: inout Int32) -> Int
    {
        var done = 0
        while done < count {
            let read = pread(descriptor, base + done, count - done, off_t(position) + off_t(done))
            if read < 0, errno == EINTR { continue }
            if read < 0 { failure = errno }
            if read <= 0 { break }
            done += read
        }
        return done
    }

    /// The number of bytes that form whole records. Every block begins with a record.
    private func wholeRecords(
        _ base: UnsafePointer<UInt8>, _ count: Int, isFirst: Bool, isLast: Bool, _ columns: inout Int
    ) -> Int {
        if isLast { return count }
        guard let separator else { return ByteSearch.lastLineEnd(base, count: count) ?? 0 }
        let hasMark = isFirst && count >= 3 && base[0] == 0xEF && base[1] == 0xBB && base[2] == 0xBF
        let start = hasMark ? 3 : 0
        if isFirst { columns = CSVRows.columns(base, from: start, count: count, separator: separator) }
        return CSVRows.wholeRows(base, from: start, count: count, separator: separator, columns: columns) ?? 0
    }
}

extension FeedFile {
    /// All bytes of a file or of standard input, at most `limit`. The call blocks.
    package static func whole(path: String?, limit: Int) throws(FeedFileFault) -> [UInt8] {
        let descriptor = path.map { open($0, O_RDONLY | O_CLOEXEC) } ?? dup(0)
        guard descriptor >= 0 else {
            throw FeedFileFault(
                message: "\(path ?? "standard input") cannot be opened: \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = part.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw FeedFileFault(
                    message: "\(path ?? "standard input") cannot be read: \(String(cString: strerror(errno)))")
            }
            guard count > 0 else { return bytes }
            bytes += part[..<count]
            guard bytes.count <= limit else {
                throw FeedFileFault(
                    message: "\(path ?? "standard input") contains more than \(limit) bytes; split the feed into parts")
            }
        }
    }
}
