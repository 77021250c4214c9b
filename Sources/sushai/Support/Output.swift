internal import ArgumentParser
internal import Foundation
internal import Terminal
internal import Web

/// Options that every command with output shares.
struct OutputOptions: ParsableArguments {
    @ArgumentParser.Flag(help: "Print JSON for programs instead of a table for people.")
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
    /// A line for people. What comes from feeds and files may hold terminal commands; they are made harmless.
    static func line(_ text: String) {
        write(Array((Printable.text(text) + "\n").utf8), to: 1)
    }

    /// A line for programs, to the byte.
    static func raw(_ text: String) {
        write(Array((text + "\n").utf8), to: 1)
    }

    static func error(_ text: String) {
        write(Array(("sushai: " + Printable.text(text) + "\n").utf8), to: 2)
    }

    /// Writes all of `bytes`. Where standard output is closed or full there is nobody left to tell but by exit code.
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { posixWrite(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                if descriptor == 1 { error("standard output cannot be written: " + String(cString: strerror(errno))) }
                exit(Failure.files)
            }
        }
    }

    static var errorIsTerminal: Bool {
        isatty(2) == 1
    }
}

// Inside `Output`, `write` means its own method.
private func posixWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

/// One line that shows how far long work has come, on a terminal only: count, rate, time left.
final class ProgressLine: Sendable {
    private let label: String
    private let begun = ContinuousClock.now
    private let shown = Output.errorIsTerminal

    init(_ label: String) {
        self.label = label
    }

    /// `total` 0 where it is not known.
    func update(_ done: Int, of total: Int64) {
        guard shown else { return }
        let seconds = max(begun.duration(to: .now) / .seconds(1), 0.001)
        let rate = Double(done) / seconds
        var text = "\r\u{1B}[K\(label)  \(done)"
        if total > 0 {
            let left = rate > 0 ? Int((Double(max(0, total - Int64(done))) / rate).rounded(.up)) : 0
            text += "/\(total)  \(Int(rate))/s  \(left) s left"
        } else {
            text += "  \(Int(rate))/s"
        }
        Output.write(Array(text.utf8), to: 2)
    }

    func end() {
        if shown { Output.write(Array("\r\u{1B}[K".utf8), to: 2) }
    }
}
