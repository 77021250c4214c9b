/// The fault of a command line that the argument parser refused, in Chinese.
///
/// The parser gives its reasons only as English text. Therefore the arguments are compared with the description of the
/// command.
enum CommandLineFault: Equatable {
    case unknownCommand(String, known: [String])
    case unknownOption(String, known: [String])
    case missingValue(String)
    case unexpectedValue(String)
    case unexpectedArgument(String)
    case missingArgument(String)
    case unreadableValue(String, of: String)
    case other

    var sentence: String {
        switch self {
        case .unknownCommand(let name, let known): "没有命令“\(name)”；可用的命令：\(known.joined(separator: "、"))"
        case .unknownOption(let name, let known): "没有选项 \(name)；可用的选项：\(known.joined(separator: "、"))"
        case .missingValue(let option): "选项 \(option) 缺少值"
        case .unexpectedValue(let option): "选项 \(option) 不带值"
        case .unexpectedArgument(let text): "多余的参数“\(text)”"
        case .missingArgument(let synopsis): "缺少 \(synopsis)"
        case .unreadableValue(let text, let option): "\(option) 的值“\(text)”无法读取，请写整数"
        case .other: "无法理解这些参数"
        }
    }

    /// - Parameters:
    ///   - rest: the arguments after the name of `command`.
    ///   - parses: whether the command takes these arguments.
    static func find(_ command: CommandInfo, _ rest: [String], parses: ([String]) -> Bool) -> CommandLineFault {
        if command.subcommands != nil, command.fallback == nil, let first = rest.first, !first.hasPrefix("-") {
            return .unknownCommand(first, known: command.shownSubcommands.map(\.commandName))
        }
        var reading = ParsedArguments(arguments: (command.fallback ?? command).arguments ?? [])
        return reading.fault(in: rest) ?? reading.unreadable(in: rest, parses: parses) ?? .other
    }

    /// The arguments of one command, parsed as far as possible.
    private struct ParsedArguments {
        let arguments: [ArgumentInfo]
        private var given: [String] = []
        /// The positions of all values, each with its argument.
        private var values: [(position: Int, argument: ArgumentInfo)] = []

        init(arguments: [ArgumentInfo]) {
            self.arguments = arguments
        }

        mutating func fault(in rest: [String]) -> CommandLineFault? {
            var positional: [Int] = []
            var position = 0
            while position < rest.count {
                let text = rest[position]
                if text == "--" {
                    positional += (position + 1)..<rest.count
                    break
                }
                if text.hasPrefix("-"), text != "-" {
                    if let fault = option(rest, &position) { return fault }
                } else {
                    positional.append(position)
                }
                position += 1
            }
            return place(positional, rest) ?? missing()
        }

        private mutating func option(_ rest: [String], _ position: inout Int) -> CommandLineFault? {
            let sides = rest[position].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(sides[0])
            guard let option = arguments.first(where: { $0.answers(to: name) }) else {
                let known = arguments.filter(\.shouldDisplay).compactMap(\.preferredName?.text)
                return .unknownOption(name, known: known)
            }
            given.append(name)
            if option.kind == .flag { return sides.count > 1 ? .unexpectedValue(name) : nil }
            if sides.count > 1 { return nil }
            guard position + 1 < rest.count, !rest[position + 1].hasPrefix("-") else { return .missingValue(name) }
            position += 1
            values.append((position, option))
            return nil
        }

        private mutating func place(_ positions: [Int], _ rest: [String]) -> CommandLineFault? {
            let slots = arguments.filter { $0.kind == .positional }
            for (number, position) in positions.enumerated() {
                guard let slot = number < slots.count ? slots[number] : slots.last,
                    number < slots.count || slot.isRepeating
                else { return .unexpectedArgument(rest[position]) }
                values.append((position, slot))
            }
            return slots.dropFirst(positions.count).first { !$0.isOptional }.map { .missingArgument($0.synopsis) }
        }

        private func missing() -> CommandLineFault? {
            let required = arguments.first { argument in
                argument.kind == .option && !argument.isOptional && !given.contains { argument.answers(to: $0) }
            }
            return required.map { .missingArgument($0.synopsis) }
        }

        /// The value that is not a number although a number is needed. With every other value replaced by a number, the
        /// command line is still refused.
        func unreadable(in rest: [String], parses: ([String]) -> Bool) -> CommandLineFault? {
            for (position, argument) in values {
                var tried = rest
                for (other, _) in values where other != position { tried[other] = "1" }
                guard !parses(tried) else { continue }
                return .unreadableValue(rest[position], of: argument.preferredName?.text ?? argument.synopsis)
            }
            return nil
        }
    }
}
