internal import ArgumentParser
internal import Rulebook
internal import Terminal
internal import Web

/// Prints every mistake and warning as compilers do; mistakes end with the exit code for wrong input.
func report(_ found: [Diagnostic]) throws {
    for one in found {
        Output.write(Array((Printable.text(one.description) + "\n").utf8), to: 2)
    }
    let mistakes = found.filter { $0.severity == .mistake }
    guard !mistakes.isEmpty else { return }
    Output.error("\(mistakes.count) mistake" + (mistakes.count == 1 ? "" : "s"))
    throw ExitCode(Failure.input)
}
