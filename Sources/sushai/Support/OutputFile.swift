internal import Foundation

/// Files that a command writes.
enum OutputFile {
    /// Copies a file to a new path, without reading it into memory as a whole.
    static func copy(_ source: String, to path: String) throws {
        do {
            try FileManager.default.copyItem(atPath: source, toPath: path)
        } catch {
            throw InputMistake("文件 \(path) 无法写入（\(error.localizedDescription)）")
        }
    }

    /// Writes a file completely or not at all.
    static func write(_ bytes: [UInt8], to path: String) throws {
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw InputMistake("文件 \(path) 无法写入（\(error.localizedDescription)）")
        }
    }
}
