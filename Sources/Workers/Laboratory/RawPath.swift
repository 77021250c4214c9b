internal import Domain
internal import Feeds

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A path as bytes, as the system stores it. Names from Windows shares may be in GBK and cannot be converted to text
/// and back.
struct RawPath: Hashable, Sendable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The path for people: on one line, with a GBK name decoded.
    var shown: String {
        Self.text(bytes).withoutControlCharacters
    }

    /// Decodes a name from UTF-8 or GB18030. Other bytes become U+FFFD.
    static func text(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        guard let converted = try? CharacterSet.fromGB18030(bytes) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        return String(decoding: converted, as: UTF8.self)
    }

    func appending(_ name: [UInt8]) -> RawPath {
        RawPath(bytes + [UInt8(ascii: "/")] + name)
    }

    var status: stat? {
        var status = stat()
        return lstat(characters, &status) == 0 ? status : nil
    }

    /// The names in this folder in the order of their bytes, without hidden files and temporary files of office
    /// programs.
    func names() throws -> [[UInt8]] {
        guard let folder = opendir(characters) else {
            throw PermanentFailure("the folder \(shown) cannot be listed: \(Self.systemError)")
        }
        defer { closedir(folder) }
        var names: [[UInt8]] = []
        while let entry = readdir(folder) {
            // The name is read in place: a record is only as long as its name, so it must not be copied as a whole.
            let name = withUnsafePointer(to: &entry.pointee.d_name) { start in
                let characters = UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self)
                let length = strlen(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self))
                return Array(UnsafeBufferPointer(start: characters, count: length))
            }
            guard !name.starts(with: ".".utf8), !name.starts(with: "~$".utf8) else { continue }
            names.append(name)
        }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// Up to `most` bytes of the file. Does not follow a link and does not wait for a pipe.
    func read(atMost most: Int) throws -> [UInt8] {
        let descriptor = open(characters, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw PermanentFailure("\(shown) cannot be read: \(Self.systemError)") }
        defer { close(descriptor) }
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: most) { buffer, filled in
            while filled < most {
                let got = pread(descriptor, buffer.baseAddress?.advanced(by: filled), most - filled, off_t(filled))
                if got < 0, errno == EINTR { continue }
                failed = got < 0
                guard got > 0 else { break }
                filled += got
            }
        }
        guard !failed else { throw PermanentFailure("\(shown) cannot be read: \(Self.systemError)") }
        return bytes
    }

    /// Writes `bytes` to this path, completely or not at all.
    func replace(with bytes: [UInt8]) throws {
        let folder = Array(self.bytes.prefix(upTo: self.bytes.lastIndex(of: UInt8(ascii: "/")) ?? 0))
        var source = SystemRandomNumberGenerator()
        let name = Array((".sushai-" + String(UInt64.random(in: 0...UInt64.max, using: &source), radix: 16)).utf8)
        let half = folder.isEmpty ? RawPath(name) : RawPath(folder).appending(name)
        let descriptor = open(half.characters, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw PermanentFailure("\(shown) cannot be written: \(Self.systemError)") }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            written += count
        }
        close(descriptor)
        guard written == bytes.count, rename(half.characters, characters) == 0 else {
            let why = Self.systemError
            unlink(half.characters)
            throw PermanentFailure("\(shown) cannot be written: \(why)")
        }
    }

    private var characters: [CChar] {
        bytes.map { CChar(bitPattern: $0) } + [0]
    }

    private static var systemError: String {
        String(cString: strerror(errno))
    }
}
