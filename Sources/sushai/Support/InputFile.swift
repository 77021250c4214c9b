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
}
