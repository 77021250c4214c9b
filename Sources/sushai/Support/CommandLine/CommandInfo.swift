internal import ArgumentParser
internal import Foundation

/// A command as the argument parser describes it: the part of `--experimental-dump-help` that help screens need.
struct CommandInfo: Decodable {
    let commandName: String
    let superCommands: [String]?
    let shouldDisplay: Bool?
    let aliases: [String]?
    let abstract: String?
    let discussion: String?
    let defaultSubcommand: String?
    let subcommands: [CommandInfo]?
    let arguments: [ArgumentInfo]?

    private struct Dump: Decodable {
        let command: CommandInfo
    }

    static func program() throws -> CommandInfo {
        try JSONDecoder().decode(Dump.self, from: Data(Sushai._dumpHelp().utf8)).command
    }

    var path: String {
        ((superCommands ?? []) + [commandName]).joined(separator: " ")
    }

    /// The command that runs if no subcommand is named.
    var fallback: CommandInfo? {
        defaultSubcommand.flatMap(child)
    }

    /// The subcommands that help shows. `help`, the argument parser's own command, is left out.
    var shownSubcommands: [CommandInfo] {
        (subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }
    }

    func child(_ name: String) -> CommandInfo? {
        subcommands?.first { $0.commandName == name || $0.aliases?.contains(name) == true }
    }

    /// The command that `arguments` name, and the arguments after its name. A `help` at the start is skipped.
    func named(by arguments: [String]) -> (command: CommandInfo, rest: [String]) {
        var command = self
        var rest = arguments[...]
        if rest.first == "help" { rest.removeFirst() }
        while let name = rest.first, let child = command.child(name) {
            command = child
            rest.removeFirst()
        }
        return (command, Array(rest))
    }
}

/// An option, a flag or a positional argument of a command.
struct ArgumentInfo: Decodable {
    enum Kind: String, Decodable {
        case positional
        case option
        case flag
    }

    struct Name: Decodable {
        let kind: String
        let name: String

        var text: String {
            (kind == "long" ? "--" : "-") + name
        }
    }

    let kind: Kind
    let shouldDisplay: Bool
    let isOptional: Bool
    let isRepeating: Bool
    let names: [Name]?
    let preferredName: Name?
    let valueName: String?
    let defaultValue: String?
    let abstract: String?

    /// `--limit <limit>`, `--json` or `<file>`.
    var synopsis: String {
        let value = "<\(valueName ?? "")>"
        return switch kind {
        case .positional: value
        case .flag: preferredName?.text ?? ""
        case .option: (preferredName?.text ?? "") + " " + value
        }
    }

    func answers(to name: String) -> Bool {
        names?.contains { $0.text == name } == true
    }
}
