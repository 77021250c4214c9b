internal import Terminal

/// The help of a command, in Chinese. The argument parser's own screen has English headings.
struct HelpScreen {
    private static let width = 100
    private static let widestLabel = 30

    let command: CommandInfo

    /// The arguments that may be given after the command's name: those of the default subcommand if there is one.
    private var arguments: [ArgumentInfo] {
        ((command.fallback ?? command).arguments ?? []).filter(\.shouldDisplay)
    }

    var text: String {
        let positional = arguments.filter { $0.kind == .positional }
        let options = arguments.filter { $0.kind != .positional }
        let discussion = (command.fallback ?? command).discussion ?? command.discussion
        return [
            command.abstract, usage, discussion.map(Self.wrapped),
            section("参数：", positional.map { ($0.synopsis, Self.meaning($0)) }),
            section("选项：", options.map { (Self.label($0), Self.meaning($0)) }),
            section("命令：", command.shownSubcommands.map { (label($0), $0.abstract ?? "") }),
            command.subcommands == nil ? nil : "运行 \(command.path) <命令> --help 查看该命令的说明。",
        ].compactMap(\.self).joined(separator: "\n\n")
    }

    /// `用法：sushai evidence add --laboratory <laboratory> … <files> ...`
    var usage: String {
        var lines: [String] = []
        if command.subcommands == nil || command.fallback != nil {
            let parts = arguments.filter { $0.kind == .positional || !$0.isOptional }.map { argument in
                let text = argument.synopsis + (argument.isRepeating ? " ..." : "")
                return argument.isOptional ? "[\(text)]" : text
            }
            lines.append(([command.path, "[选项]"] + parts).joined(separator: " "))
        }
        if command.subcommands != nil { lines.append(command.path + " <命令>") }
        let wrapped = lines.map { DisplayWidth.wrapped($0, to: Self.width - 8).joined(separator: "\n        ") }
        return "用法：" + wrapped.joined(separator: "\n      ")
    }

    private func label(_ subcommand: CommandInfo) -> String {
        let name = ([subcommand.commandName] + (subcommand.aliases ?? [])).joined(separator: ", ")
        return name + (subcommand.commandName == command.defaultSubcommand ? "（默认）" : "")
    }

    private static func label(_ argument: ArgumentInfo) -> String {
        guard argument.kind == .flag, let names = argument.names, names.count > 1 else { return argument.synopsis }
        return names.map(\.text).sorted { $0.count < $1.count }.joined(separator: ", ")
    }

    private static func meaning(_ argument: ArgumentInfo) -> String {
        switch argument.preferredName?.text {
        case "--help": return "显示帮助。"
        case "--version": return "显示版本。"
        default: break
        }
        let text = argument.abstract ?? ""
        guard argument.kind == .option, let value = argument.defaultValue else { return text }
        return text + "默认为 \(value)。"
    }

    private func section(_ title: String, _ rows: [(label: String, meaning: String)]) -> String? {
        guard !rows.isEmpty else { return nil }
        let column = min(rows.map { DisplayWidth.of($0.label) }.max() ?? 0, Self.widestLabel) + 4
        let lines = rows.map { label, meaning in
            let margin = String(repeating: " ", count: column)
            let lines = DisplayWidth.wrapped(meaning, to: Self.width - column)
            let text = lines.joined(separator: "\n" + margin)
            let gap = column - 2 - DisplayWidth.of(label)
            return "  " + label + (gap < 2 ? "\n" + margin : String(repeating: " ", count: gap)) + text
        }
        return ([title] + lines).joined(separator: "\n")
    }

    /// Wraps long lines. Indented lines are examples and tables and are not wrapped.
    private static func wrapped(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix(" ")
                ? String(line) : DisplayWidth.wrapped(String(line), to: width).joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
