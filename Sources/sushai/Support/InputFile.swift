internal import Foundation

/// Files named on the command line.
enum InputFile {
    /// The bytes of a file. Throws if the file has more than `limit` bytes.
    static func read(_ path: String, limit: Int = 64 << 20) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw InputMistake("文件 \(path) 无法读取")
        }
        guard data.count <= limit else {
            throw InputMistake("文件 \(path) 有\(data.count)字节，超过上限\(limit)字节，请拆分文件")
        }
        return Array(data)
    }

    /// The bytes of a file, or of standard input for `-`.
    static func readOrStandardInput(_ path: String, limit: Int = 64 << 20) throws -> [UInt8] {
        guard path == "-" else { return try read(path, limit: limit) }
        guard let data = try? FileHandle.standardInput.read(upToCount: limit + 1) else { return [] }
        guard data.count <= limit else { throw InputMistake("标准输入超过上限\(limit)字节，请拆分") }
        return Array(data)
    }
}
