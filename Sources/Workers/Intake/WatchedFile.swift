internal import Domain
internal import FoundationEssentials

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A file in a watched folder, as one look sees it.
struct WatchedFile: Sendable {
    /// What changes when a file does: no program can set the time of change of an inode.
    struct Signature: Hashable, Sendable {
        let size: Int64
        let modified: [Int]
        let changed: [Int]
        let inode: UInt64
        let device: UInt64
    }

    let path: String
    let name: String
    let laboratory: String
    let signature: Signature

    /// Where its note is written.
    var notePath: String {
        path + Self.noteSuffix
    }

    private static let noteSuffix = ".result.txt"

    /// The regular files of a known form, by path: those in `folder`, or in the folders of laboratories in it. Hidden and
    /// temporary files of office programs are none, and no link is followed.
    static func list(_ folder: String, laboratory: String?) throws -> [WatchedFile] {
        if let laboratory { return try files(in: folder, of: laboratory) }
        return try names(in: folder).flatMap { name in
            let path = folder + "/" + name
            guard let status = status(of: path), status.st_mode & S_IFMT == S_IFDIR else { return [WatchedFile]() }
            return try files(in: path, of: name)
        }
    }

    private static func files(in folder: String, of laboratory: String) throws -> [WatchedFile] {
        try names(in: folder).compactMap { name in
            let path = folder + "/" + name
            guard isKnown(name), let status = status(of: path), status.st_mode & S_IFMT == S_IFREG else {
                return nil
            }
            return WatchedFile(
                path: path, name: name, laboratory: laboratory, signature: Signature(status))
        }
    }

    private static func names(in folder: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).filter {
                !$0.hasPrefix(".") && !$0.hasPrefix("~$")
            }.sorted()
        } catch {
            throw NeedsAttention("the folder \(folder) cannot be listed: \(error)")
        }
    }

    /// Whether a file of this name is taken; an old `.xls` is, so that its reader can say what is wrong with it.
    private static func isKnown(_ name: String) -> Bool {
        let name = name.lowercased()
        return [".csv", ".json", ".xlsx", ".xls"].contains { name.hasSuffix($0) }
    }

    private static func status(of path: String) -> stat? {
        var status = stat()
        return lstat(path, &status) == 0 ? status : nil
    }

    /// The bytes, if the file is still the one that was looked at.
    func read() throws -> [UInt8] {
        guard signature.size <= UploadForm.maximumFileBytes else {
            throw UploadFault("文件", UploadReadingWording.tooLarge(UploadForm.maximumFileBytes))
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw NeedsAttention("\(path) cannot be read")
        }
        guard let status = Self.status(of: path), Signature(status) == signature else {
            throw NeedsAttention("\(path) changed while it was read")
        }
        return Array(data)
    }

    /// Writes the note beside the file, whole or not at all; one that says the same stays as it is.
    func write(note: String) throws {
        let bytes = Data(note.utf8)
        guard FileManager.default.contents(atPath: notePath) != bytes else { return }
        try bytes.write(to: URL(filePath: notePath), options: .atomic)
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

/// The Chinese sentences about files as such.
enum UploadReadingWording {
    static func tooLarge(_ bytes: Int) -> String {
        "文件过大，最多\(bytes >> 20) MiB，请拆分后重新上传"
    }
}
