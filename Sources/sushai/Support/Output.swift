internal import ArgumentParser
internal import Foundation
internal import Terminal
internal import Web

/// The options of every command with output.
struct OutputOptions: ParsableArguments {
    @ArgumentParser.Flag(help: "输出供程序读取的 JSON，不输出表格。")
    var json = false

    /// Prints the table, with a heading for people.
    func print(_ table: Table, heading: String? = nil, empty: String = "（无）") {
        if json { return Output.raw(table.json) }
        if let heading { Output.line(heading) }
        Output.line(table.rows.isEmpty ? "  " + empty : table.text)
    }
}

/// Standard output and standard error.
enum Output {
    /// Prints a line for people. Text from feeds and files may contain terminal commands, which are removed.
    static func line(_ text: String) {
        write(Array((Printable.text(text) + "\n").utf8), to: 1)
    }

    /// Prints a line for programs, byte by byte as given.
    static func raw(_ text: String) {
        write(Array((text + "\n").utf8), to: 1)
    }

    static func error(_ text: String) {
        write(Array(("sushai: " + Printable.text(text) + "\n").utf8), to: 2)
    }

    /// Writes a line of the log. If the log cannot be written, the program continues.
    static func log(_ line: String) {
        try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
    }

    /// Writes all of `bytes`. If standard output is closed or full, only the exit code can report it.
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { posixWrite(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                if descriptor == 1 { error("标准输出无法写入：" + String(cString: strerror(errno))) }
                exit(Failure.files)
            }
        }
    }

    static var errorIsTerminal: Bool {
        isatty(2) == 1
    }
}

// Inside `Output`, `write` is the method of `Output`.
private func posixWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

/// One line that shows the progress of long work: count, rate, time left. It is shown on a terminal only.
final class ProgressLine: Sendable {
    private let label: String
    private let begun = ContinuousClock.now
    private let shown = Output.errorIsTerminal

    init(_ label: String) {
        self.label = label
    }

    /// - Parameter total: 0 if it is not known.
    func update(_ done: Int, of total: Int64) {
        guard shown else { return }
        let seconds = max(begun.duration(to: .now) / .seconds(1), 0.001)
        let rate = Double(done) / seconds
        var text = "\r\u{1B}[K\(label)  \(done)"
        if total > 0 {
            let left = rate > 0 ? Int((Double(max(0, total - Int64(done))) / rate).rounded(.up)) : 0
            text += "/\(total)  \(Int(rate))/秒  剩余\(left)秒"
        } else {
            text += "  \(Int(rate))/秒"
        }
        Output.write(Array(text.utf8), to: 2)
    }

    func end() {
        if shown { Output.write(Array("\r\u{1B}[K".utf8), to: 2) }
    }
}
