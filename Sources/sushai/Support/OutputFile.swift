internal import Foundation

/// Files that a command writes.
enum OutputFile {
    /// Writes a file whole or not at all.
    static func write(_ bytes: [UInt8], to path: String) throws {
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw InputMistake("\(path) cannot be written: \(error.localizedDescription)")
        }
    }
}
