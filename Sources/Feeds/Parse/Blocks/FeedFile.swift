internal import CScan
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
/// In a JSON document, the text around the list of records belongs to no block, except for the text before it, which is
/// in the first block. `frame` returns it when the blocks are read.
///
/// The file is read with `pread` and never mapped, so memory contains one block for each thread, whatever the length of
/// the file. Input that can be read only once (a pipe, a compressed file) is read directly into the blocks, and each
/// block is copied to a nameless temporary file, so that records can be read again. All calls block, so they must run on
/// their own threads.
package final class FeedFile: Sendable {
    /// Whole records, with `JSONScanner.padding` zero bytes after `size`.
    package struct Block: Sendable {
        package let index: Int
        /// Its offset in the file.
        package let position: Int64
        /// In a list, the number of its first record.
        package var firstRecord = 0
        package var bytes: [UInt8]
        package let size: Int

        /// The bytes, moved out.
        consuming func takeBytes() -> [UInt8] {
            bytes
        }
    }

    /// What the records of a file are.
    package enum Division: Sendable {
        case lines
        /// The rows of a table, in which a line break within double quotes belongs to its row.
        case rows(separator: UInt8)
        /// The elements of a list in a JSON document.
        case list(PageReader)
    }

    struct ReadingState: ~Copyable {
        var position: Int64 = 0
        var index = 0
        /// In a list, the number of records before `position`, and of those in the block that was found last.
        var records = 0
        var found = 0
        /// The length of the text before the list of records; 0 before its first block.
        var opening = 0
        /// Whether the list has ended. `position` is then the end of the list.
        var isClosed = false
        var ended = false
        /// The number of columns of a table; 0 before its first block.
        var columns = 0
        /// The input to copy; nil for a file that is read directly, and after the end.
        var source: SequentialBytes?
        /// The bytes of the input after `position` that were read, but belong to no block yet.
        var rest: [UInt8] = []
        /// The end of what `copyInput` has copied.
        var copied: Int64 = 0
        /// Why there is no next block.
        var fault: FeedFileFault?
        /// Why the input cannot be read or copied.
        var inputFault: FeedFileFault?
    }

    /// Large enough to read at full speed, small enough for many threads.
    package static let usualBlockSize = 1 << 20
    /// Maximum size of a record. No record of a feed comes near it.
    private static let longestRecord = 64 << 20

    private let descriptor: Int32
    /// The copy of input that can be read only once.
    private let copy: SpillFile?
    private let division: Division
    /// The position at which reading began.
    let start: Int64
    /// The size of a regular file when it was opened.
    private let length: Int64
    private let blockSize: Int
    private let state: Mutex<ReadingState>
    /// Number of blocks that are not in the copy yet.
    private let unwritten = Atomic<Int>(0)

    /// - Parameters:
    ///   - path: nil for standard input. gzip and zstd are recognised.
    ///   - blockSize: bytes of a block, at least 1. A longer record gets a larger block.
    package init(
        path: String?, division: Division, blockSize: Int = FeedFile.usualBlockSize
    ) throws(FeedFileFault) {
        self.division = division
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
        let isCopied = !isFile || Self.isCompressed(descriptor)
        length = isCopied ? 0 : Int64(status.st_size)
        var state = ReadingState()
        do {
            copy = isCopied ? try SpillFile() : nil
            if isCopied { state.source = try SequentialBytes.open(descriptor) }
        } catch {
            close(descriptor)
            throw error
        }
        if !isCopied { state.position = max(0, Int64(lseek(descriptor, 0, SEEK_CUR))) }
        start = state.position
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
        close(descriptor)
    }

    /// The next block; nil at the end. Blocks are returned in order, whichever thread calls. After a fault, every call
    /// throws it.
    package func next() throws(FeedFileFault) -> Block? {
        let block = try locked { (state) throws(FeedFileFault) -> Block? in
            if let fault = state.fault ?? state.inputFault { throw fault }
            do throws(FeedFileFault) {
                let block = try next(&state)
                if copy != nil, block != nil { unwritten.add(1, ordering: .relaxed) }
                return block
            } catch {
                state.fault = error
                throw error
            }
        }
        if let copy, let block { try write(block, to: copy) }
        return block
    }

    /// Each thread writes its block itself, so that other threads need not wait.
    private func write(_ block: borrowing Block, to copy: SpillFile) throws(FeedFileFault) {
        defer { unwritten.subtract(1, ordering: .releasing) }
        let (size, position) = (block.size, block.position)
        let isWritten = block.bytes.withUnsafeBytes { copy.write(.init(rebasing: $0[..<size]), at: position) }
        guard isWritten else {
            state.withLock { $0.inputFault = SpillFile.full }
            throw SpillFile.full
        }
    }

    /// The bytes of a record that was read before.
    package func read(_ count: Int, at position: Int64, into buffer: UnsafeMutableRawPointer) throws(FeedFileFault) {
        guard
            Descriptor.fill(readable, UnsafeMutableRawBufferPointer(start: buffer, count: count), at: position) == count
        else { throw FeedFileFault(message: "the file changed while it was read") }
    }

    /// The file itself, or its copy.
    var readable: Int32 {
        copy?.descriptor ?? descriptor
    }

    private func next(_ state: inout ReadingState) throws(FeedFileFault) -> Block? {
        var wanted = state.rest.count + blockSize
        while !state.ended {
            var failure: FeedFileFault?
            var size = 0
            var isLast = false
            // Reserves capacity after the block for the few texts that are rewritten, so that the array need not move.
            let capacity = wanted + JSONScanner.padding + wanted / 16
            let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                guard let base = buffer.baseAddress else { return }
                do throws(FeedFileFault) {
                    let read = try fill(UnsafeMutableBufferPointer(start: base, count: wanted), &state)
                    isLast = read < wanted
                    (base + read).initialize(repeating: 0, count: JSONScanner.padding)
                    size = wholeRecords(base, read, isLast: isLast, &state)
                    if copy != nil { state.rest = Array(buffer[size..<read]) }
                    (base + size).initialize(repeating: 0, count: JSONScanner.padding)
                    count = size + JSONScanner.padding
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
            if size > 0 || isLast {
                state.ended = isLast || state.isClosed
                try checkClosed(state)
                return size > 0 ? block(bytes, size, &state) : nil
            }
            guard wanted < Self.longestRecord else { throw tooLong(at: state.position) }
            wanted = min(wanted * 4, Self.longestRecord)
        }
        return nil
    }

    /// Fills `buffer` with the bytes from `position` on. If fewer bytes than its size are read, the file has ended.
    private func fill(
        _ buffer: UnsafeMutableBufferPointer<UInt8>, _ state: inout ReadingState
    ) throws(FeedFileFault) -> Int {
        if let copy { return try fill(buffer, copiedTo: copy, &state) }
        let read = Descriptor.fill(descriptor, UnsafeMutableRawBufferPointer(buffer), at: state.position)
        guard read >= 0 else {
            throw FeedFileFault(message: "the file cannot be read: \(String(cString: strerror(errno)))")
        }
        guard read == buffer.count || state.position + Int64(read) >= length else {
            throw FeedFileFault(message: "the file cannot be read: it became shorter meanwhile")
        }
        return read
    }

    /// Takes the bytes from `rest`, then from what `copyInput` has copied, then from the input.
    private func fill(
        _ buffer: UnsafeMutableBufferPointer<UInt8>, copiedTo copy: SpillFile, _ state: inout ReadingState
    ) throws(FeedFileFault) -> Int {
        var done = buffer.initialize(fromContentsOf: state.rest)
        let copied = min(Int(state.copied - state.position), buffer.count)
        if done < copied {
            let part = UnsafeMutableBufferPointer(rebasing: buffer[done..<copied])
            try copy.read(at: state.position + Int64(done), into: UnsafeMutableRawBufferPointer(part))
            done = copied
        }
        return done + (try readInput(UnsafeMutableBufferPointer(rebasing: buffer[done...]), &state))
    }

    private func readInput(
        _ buffer: UnsafeMutableBufferPointer<UInt8>, _ state: inout ReadingState
    ) throws(FeedFileFault) -> Int {
        do throws(FeedFileFault) {
            let count = try state.source?.fill(buffer) ?? 0
            if count < buffer.count { state.source = nil }
            return count
        } catch {
            state.inputFault = error
            throw error
        }
    }

    /// The block that was found, after which the next one begins.
    private func block(_ bytes: consuming [UInt8], _ size: Int, _ state: inout ReadingState) -> Block {
        defer {
            state.position += Int64(size)
            state.records += state.found
            state.index += 1
        }
        return Block(
            index: state.index, position: state.position, firstRecord: state.records, bytes: bytes, size: size)
    }

    private func checkClosed(_ state: borrowing ReadingState) throws(FeedFileFault) {
        guard case .list = division, state.ended, !state.isClosed else { return }
        throw FeedFileFault(message: "the list of records does not end")
    }

    /// Copies input that can be read only once, until `end` bytes are copied or it ends. No call of `next` may be running.
    func copyInput(upTo end: Int64, _ state: inout ReadingState) throws(FeedFileFault) {
        guard let copy else { return }
        precondition(unwritten.load(ordering: .acquiring) == 0, "wait for all calls of next")
        if let fault = state.inputFault { throw fault }
        let (rest, position) = (state.rest, state.position)
        guard rest.withUnsafeBytes({ copy.write($0, at: position) }) else { throw SpillFile.full }
        state.copied = max(state.copied, position + Int64(rest.count))
        state.rest = []
        guard state.copied < end, state.source != nil else { return }
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: Self.usualBlockSize)
        defer { buffer.deallocate() }
        while state.copied < end, state.source != nil {
            let count = try readInput(buffer, &state)
            guard
                copy.write(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count]), at: state.copied)
            else {
                state.inputFault = SpillFile.full
                throw SpillFile.full
            }
            state.copied += Int64(count)
        }
    }

    func locked<Found: Sendable>(
        _ body: @Sendable (inout ReadingState) throws(FeedFileFault) -> Found
    ) throws(FeedFileFault) -> Found {
        let result: Result<Found, FeedFileFault> = state.withLock { state in
            do throws(FeedFileFault) {
                return .success(try body(&state))
            } catch {
                return .failure(error)
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
}

extension FeedFile {
    /// The number of bytes that form whole records. Every block begins with a record, or with the text before the first.
    private func wholeRecords(
        _ base: UnsafePointer<UInt8>, _ count: Int, isLast: Bool, _ state: inout ReadingState
    ) -> Int {
        let isFirst = state.index == 0
        switch division {
        case .list(let reader):
            if isFirst {
                let buffer = UnsafeBufferPointer(start: base, count: count + JSONScanner.padding)
                state.opening = JSONPage(reader).opening(buffer, size: count)?.start ?? 0
            }
            guard !isFirst || state.opening > 0 else { return 0 }
            // The reader of the block proves the grammar.
            let start = isFirst ? state.opening : 0
            let part = sushai_divide_list(base + start, count - start, TokenIndexing.best.way ?? sushai_index_plain)
            state.isClosed = part.is_last
            state.found = part.commas
            // A list that does not end has no last block.
            guard state.isClosed || !isLast else { return 0 }
            return part.end > 0 ? start + part.end : 0
        case .lines where !isLast: return ByteSearch.lineEnd(base, from: 0, to: count) ?? 0
        case .rows(let separator) where !isLast:
            let hasMark = isFirst && count >= 3 && base[0] == 0xEF && base[1] == 0xBB && base[2] == 0xBF
            let start = hasMark ? 3 : 0
            if isFirst { state.columns = CSVRows.columns(base, from: start, count: count, separator: separator) }
            return CSVRows.wholeRows(base, from: start, count: count, separator: separator, columns: state.columns)
                ?? 0
        case .lines, .rows: return count
        }
    }
}
