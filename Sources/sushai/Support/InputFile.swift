internal import Foundation

/// Files named on the command line.
enum InputFile {
    /// The bytes of a file of at most `limit` bytes.
    static func read(_ path: String, limit: Int = 64 << 20) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw InputMistake("the file \(path) cannot be read")
        }
        guard data.count <= limit else {
            throw InputMistake("\(path) has \(data.count) bytes; at most \(limit) are taken, divide the file")
        }
        return Array(data)
    }
}
