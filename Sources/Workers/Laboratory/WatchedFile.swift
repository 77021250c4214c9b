internal import Domain
internal import Feeds

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A file in a watched folder, with its attributes at one scan.
struct WatchedFile: Sendable {
    /// The attributes that differ after a file changed. No program can set the change time of an inode.
    struct Signature: Hashable, Sendable {
        let size: Int64
        let modified: [Int]
        let changed: [Int]
        let inode: UInt64
        let device: UInt64
    }

    let path: RawPath
    let name: String
    let laboratory: String
    let signature: Signature

    private static let noteSuffix = Array(".result.txt".utf8)

    /// The bytes of the file. Throws if the file changed after the scan.
    func read() throws -> [UInt8] {
        guard signature.size <= UploadForm.maximumFileBytes else {
            throw UploadFault("文件", WatchWording.tooLarge(UploadForm.maximumFileBytes))
        }
        let bytes = try path.read(atMost: Int(signature.size) + 1)
        guard let status = path.status, Signature(status) == signature, bytes.count == Int(signature.size) else {
            throw PermanentFailure("\(path.shown) changed while it was read")
        }
        return bytes
    }

    /// Writes the note next to the file, completely or not at all. If the same note exists, it is not written again.
    func write(note: String) throws {
        let bytes = Array(note.utf8)
        let place = RawPath(path.bytes + Self.noteSuffix)
        if place.status != nil, let present = try? place.read(atMost: bytes.count + 1), present == bytes { return }
        try place.replace(with: bytes)
    }
}

struct WatchedFolder: Sendable {
    /// The regular files of a known format, by path, without hidden files and temporary files of office programs.
    private(set) var files: [WatchedFile] = []
    /// Files that look like files of a laboratory but are not imported, with the reason.
    private(set) var ignored: [(path: RawPath, reason: String)] = []

    /// - Parameter laboratory: the laboratory of the files in `folder` itself; nil if each laboratory has its own
    ///   subfolder.
    init(_ folder: String, laboratory: String?) throws {
        let root = RawPath(folder)
        if let laboratory {
            try add(root, of: laboratory)
            return
        }
        for name in try root.names() {
            let path = root.appending(name)
            guard let status = path.status else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFDIR: try add(path, of: RawPath.text(name))
            case S_IFLNK: ignored.append((path, WatchWording.link))
            default: if Self.isKnown(name) { ignored.append((path, WatchWording.noLaboratory)) }
            }
        }
    }

    private mutating func add(_ folder: RawPath, of laboratory: String) throws {
        for name in try folder.names() where Self.isKnown(name) {
            let path = folder.appending(name)
            guard let status = path.status else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFREG:
                files.append(
                    WatchedFile(
                        path: path, name: RawPath.text(name), laboratory: laboratory,
                        signature: WatchedFile.Signature(status)))
            case S_IFLNK: ignored.append((path, WatchWording.link))
            default: ignored.append((path, WatchWording.noFile))
            }
        }
    }

    /// Whether a file with this name is read. An old `.xls` file is read too, so that the reader can report the fault.
    private static func isKnown(_ name: [UInt8]) -> Bool {
        let name = String(decoding: name, as: UTF8.self).lowercased()
        return [".csv", ".json", ".xlsx", ".xls"].contains { name.hasSuffix($0) }
    }
}

extension WatchedFile.Signature {
    fileprivate init(_ status: stat) {
        self.init(
            size: Int64(status.st_size), modified: [status.st_mtim.tv_sec, status.st_mtim.tv_nsec],
            changed: [status.st_ctim.tv_sec, status.st_ctim.tv_nsec], inode: UInt64(status.st_ino),
            device: UInt64(status.st_dev))
    }
}

/// The Chinese sentences about the files themselves.
enum WatchWording {
    static let link = "是链接，不予读取；请放入文件本身"
    static let noFile = "不是文件，不予读取"
    static let noLaboratory = "不在任何承检机构的文件夹内，不予读取；请放入以承检机构命名的文件夹"

    static func tooLarge(_ bytes: Int) -> String {
        "文件过大，最多\(bytes >> 20) MiB，请拆分后重新上传"
    }
}
