/// One mistake in a rule file: its position, the fault, and what to write instead.
package struct Diagnostic: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Severity: Sendable {
        /// The file must not be used.
        case mistake
        /// Possibly intended: the file may be used.
        case warning
    }

    package let file: String
    /// 1-based; 0 for the file as a whole.
    package let line: Int
    package let column: Int
    /// The path of keys to the position: `editions[0].items[2].limit`.
    package let key: String
    package let message: String
    package let severity: Severity

    package init(
        file: String, line: Int, column: Int, key: String, message: String, severity: Severity = .mistake
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.key = key
        self.message = message
        self.severity = severity
    }

    /// `Criteria/toys.yaml:12:5: editions[0].items[2].limit: …`, the form that compilers use.
    package var description: String {
        "\(file):\(line):\(column): " + (severity == .warning ? "warning: " : "") + (key.isEmpty ? "" : key + ": ")
            + message
    }
}

/// Rule files that must not be used, with every mistake found in them.
package struct RulebookError: Error, Sendable, CustomStringConvertible {
    package let diagnostics: [Diagnostic]

    package init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics
    }

    package var description: String {
        diagnostics.map(\.description).joined(separator: "\n")
    }
}
