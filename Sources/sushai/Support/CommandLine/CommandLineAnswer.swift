internal import ArgumentParser
internal import Foundation

/// How the program ends if no command ran to its end: with help, with a fault of the command line, or with the exit
/// code of the command.
enum CommandLineAnswer {
    /// Options for other programs, which the argument parser answers itself.
    private static let machineOptions = ["--experimental-dump-help", "--generate-completion-script", "--version"]

    static func end(_ error: any Error, _ arguments: [String]) -> Never {
        let code = Sushai.exitCode(for: error)
        let isForMachines = arguments.contains { argument in
            machineOptions.contains { argument == $0 || argument.hasPrefix($0 + "=") }
        }
        guard code == .success || code == .validationFailure, !isForMachines,
            let program = try? CommandInfo.program()
        else { Sushai.exit(withError: error) }
        let (command, rest) = program.named(by: arguments)
        guard code == .validationFailure else {
            Output.line(HelpScreen(command: command).text)
            exit(code.rawValue)
        }
        let before = Array(arguments.dropLast(rest.count))
        let fault = CommandLineFault.find(command, rest) { (try? Sushai.parseAsRoot(before + $0)) != nil }
        Output.error("命令行有误：" + fault.sentence)
        Output.write(Array((HelpScreen(command: command).usage + "\n").utf8), to: 2)
        Output.write(Array("运行 \(command.path) --help 查看说明。\n".utf8), to: 2)
        exit(code.rawValue)
    }
}
