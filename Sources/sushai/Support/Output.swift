internal import ArgumentParser
internal import Foundation
internal import Web

/// Options that every command with output shares.
struct OutputOptions: ParsableArguments {
    @ArgumentParser.Flag(help: "Print JSON for programs instead of a table for people.")
    var json = false

    /// Prints the table, with a heading for people.
    func print(_ table: Table, heading: String? = nil, empty: String = "（无）") {
        if json { return Output.line(table.json) }
        if let heading { Output.line(heading) }
        Output.line(table.rows.isEmpty ? "  " + empty : table.text)
    }
}

/// Standard output and standard error.
enum Output {
    static func line(_ text: String) {
        // Straight to the descriptor: a pipe that is closed early ends the program, not a buffer that is lost.
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    static func error(_ text: String) {
        FileHandle.standardError.write(Data(("sushai: " + text + "\n").utf8))
    }

    static var errorIsTerminal: Bool {
        isatty(2) == 1
    }
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
        FileHandle.standardError.write(Data(text.utf8))
    }

    func end() {
        if shown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }
}
