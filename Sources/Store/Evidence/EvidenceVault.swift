internal import Domain
internal import FoundationEssentials
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Files of evidence, named by the SHA-256 of their content. Nothing in it is ever overwritten.
package struct EvidenceVault: Sendable {
    package let folder: String

    /// Files begun by this process; two that arrive at once must not share a temporary name.
    private static let begun = Atomic<Int>(0)

    package init(folder: String) {
        self.folder = folder
    }

    /// A file that was taken in.
    package struct Entry: Hashable, Sendable {
        package let hash: String
        package let bytes: Int64
        package let mediaType: String
    }

    /// Files are held in memory while they are taken in.
    package static let largestFile = 1 << 30

    /// What the vault refuses.
    package struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// Takes in `bytes`, and returns when they are on the disk. The same content twice is one file.
    package func admit(_ bytes: [UInt8]) throws -> Entry {
        guard !bytes.isEmpty else { throw Refusal(description: "an evidence file must not be empty") }
        let hash = Digest.sha256(bytes)
        let entry = Entry(hash: hash, bytes: Int64(bytes.count), mediaType: MediaType.of(bytes))
        let target = path(of: hash)
        if FileManager.default.fileExists(atPath: target) {
            guard try Digest.sha256(contents(of: hash)) == hash else {
                throw Refusal(description: "the stored evidence \(hash) does not have the content of its name")
            }
            return entry
        }
        let parent = folder + "/" + hash.prefix(2)
        do {
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        } catch {
            throw Refusal(description: "the evidence folder \(parent) cannot be made: \(error)")
        }
        let number = Self.begun.wrappingAdd(1, ordering: .relaxed).newValue
        try write(bytes, to: target + ".\(getpid())-\(number).part", then: target)
        return entry
    }

    /// Takes in the file at `source`.
    package func admit(file source: String) throws -> Entry {
        let size = (try? FileManager.default.attributesOfItem(atPath: source))?[.size] as? Int
        guard size ?? 0 <= Self.largestFile else {
            throw Refusal(
                description: "the evidence file \(source) has \(size ?? 0) bytes; at most \(Self.largestFile) are taken"
            )
        }
        guard let data = FileManager.default.contents(atPath: source) else {
            throw Refusal(description: "the evidence file \(source) cannot be read")
        }
        do {
            return try admit(Array(data))
        } catch let refusal as Refusal {
            throw Refusal(description: "\(source): \(refusal.description)")
        }
    }

    /// The content under `hash`.
    package func contents(of hash: String) throws -> [UInt8] {
        guard Digest.isSHA256(hash), let data = FileManager.default.contents(atPath: path(of: hash)) else {
            throw Refusal(description: "there is no evidence under this hash")
        }
        return Array(data)
    }

    private func path(of hash: String) -> String {
        folder + "/" + hash.prefix(2) + "/" + hash
    }

    /// Writes beside the target and renames, so that a file under its hash is always whole.
    private func write(_ bytes: [UInt8], to temporary: String, then target: String) throws {
        // What a process of the same number left behind when it died.
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o440)
        guard descriptor >= 0 else { throw failure("cannot create \(temporary)") }
        defer { unlink(temporary) }
        var written = 0
        while written < bytes.count {
            let rest = bytes[written...]
            let count = rest.withUnsafeBytes { posixWrite(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                let problem = failure("cannot write the evidence file")
                close(descriptor)
                throw problem
            }
            written += count
        }
        let synced = fsync(descriptor)
        guard close(descriptor) == 0, synced == 0, rename(temporary, target) == 0 else {
            throw failure("cannot keep the evidence file")
        }
        try syncFolder(of: target)
    }

    /// The new name is on the disk only once its folder is.
    private func syncFolder(of target: String) throws {
        let parent = target.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let descriptor = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("cannot open the evidence folder") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("cannot keep the evidence file") }
    }

    private func failure(_ what: String) -> Refusal {
        Refusal(description: what + ": " + String(cString: strerror(errno)) + "; make room and try again")
    }
}

/// The type of a file, by its first bytes and never by its name.
enum MediaType {
    private static let signatures: [(bytes: [UInt8], type: String)] = [
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        (Array("%PDF-".utf8), "application/pdf"),
        ([0x50, 0x4B, 0x03, 0x04], "application/zip"),
        ([0x1A, 0x45, 0xDF, 0xA3], "video/webm"),
    ]

    static func of(_ bytes: [UInt8]) -> String {
        for (signature, type) in signatures where bytes.starts(with: signature) { return type }
        if bytes.count >= 12, bytes[4..<8].elementsEqual("ftyp".utf8) { return "video/mp4" }
        return isText(bytes) ? "text/plain" : "application/octet-stream"
    }

    /// Whether the first 64 KiB are UTF-8; the last character of a longer file may be cut there.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        let cuts = bytes.count > 65_536 ? 0..<4 : 0..<1
        return cuts.contains { String(validating: bytes.prefix(65_536 - $0), as: UTF8.self) != nil }
    }
}

// Inside the vault `write` means its own method.
private func posixWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
