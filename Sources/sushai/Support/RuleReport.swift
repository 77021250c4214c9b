internal import ArgumentParser
internal import Rulebook
internal import Terminal
internal import Web

/// Prints every mistake and warning in the format of compilers. If there is a mistake, the exit code is the one for
/// wrong input.
func report(_ found: [Diagnostic]) throws {
    writeDiagnostics(found)
    try failIfMistaken(found)
}

/// Prints every mistake and warning in the format of compilers.
func writeDiagnostics(_ found: [Diagnostic]) {
    for one in found {
        Output.write(Array((Printable.text(one.description) + "\n").utf8), to: 2)
    }
}

func failIfMistaken(_ found: [Diagnostic]) throws {
    let mistakes = found.filter { $0.severity == .mistake }
    guard !mistakes.isEmpty else { return }
    Output.error("共\(mistakes.count)处错误")
    throw ExitCode(Failure.input)
}
