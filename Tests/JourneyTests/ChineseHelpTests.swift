import Foundation
import TestSupport
import Testing

/// Officers read Chinese: help, errors of the command line, headings of tables.
@Suite(.timeLimit(.minutes(15))) struct ChineseHelpTests {
    private struct Dump: Decodable {
        struct Command: Decodable {
            let commandName: String
            let subcommands: [Command]?
        }

        let command: Command
    }

    private static func paths(_ command: Dump.Command, _ path: [String] = []) -> [[String]] {
        [path]
            + (command.subcommands ?? []).filter { $0.commandName != "help" }
            .flatMap { paths($0, path + [$0.commandName]) }
    }

    private static func isChinese(_ text: some StringProtocol) -> Bool {
        text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }

    /// The lines that are not usage, not an example, and not only the name of an option.
    private static func sentences(_ help: String) -> [Substring] {
        help.split(separator: "\n\n").filter { !$0.hasPrefix("用法：") && !$0.hasPrefix("示例") }
            .flatMap { $0.split(separator: "\n") }
            .filter { $0.wholeMatch(of: #/  [-<][-a-z<>, ]+/#) == nil }
            // A continuation line may contain only one word.
            .filter { !$0.hasPrefix("      ") }
    }

    @Test("every help screen is in Chinese, and a command that runs has an example")
    func help() async throws {
        let program = try Journey().program
        let dump = try await program.run(["--experimental-dump-help"])
        let root = try JSONDecoder().decode(Dump.self, from: Data(dump.output.utf8)).command
        let paths = Self.paths(root)
        #expect(paths.count > 60)
        for path in paths {
            let help = try await program.run(path + ["--help"])
            #expect(help.status == 0 && help.output.contains("用法：sushai"), "\(path)")
            for line in Self.sentences(help.output) { #expect(Self.isChinese(line), "\(path): \(line)") }
        }
    }

    @Test("`help`, `--help` and a command without its subcommand show the same screen")
    func ways() async throws {
        let program = try Journey().program
        let shown = try await program.run(["takedown", "--help"]).output
        #expect(shown.contains("命令：\n  list"))
        for arguments in [["help", "takedown"], ["takedown", "-h"], ["takedown"]] {
            let run = try await program.run(arguments)
            #expect(run.status == 0 && run.output == shown, "\(arguments)")
        }
        #expect(try await program.run(["--version"]).output.hasPrefix("0."))
        #expect(try await program.run(["--generate-completion-script", "bash"]).output.hasPrefix("#!/bin/bash"))
    }

    @Test(
        "a wrong command line is exit code 64 and a Chinese sentence with the fault",
        arguments: [
            (["takdown"], "没有命令“takdown”；可用的命令：pull、"),
            (["pull", "list", "--limt", "3"], "没有选项 --limt；可用的选项：--limit、"),
            (["pull", "list", "--limit"], "选项 --limit 缺少值"),
            (["takedown", "confirm", "--id", "3"], "缺少 --basis <basis>"),
            (["takedown", "confirm", "--id", "x", "--basis", "y"], "--id 的值“x”无法读取"),
            (["screen", "--list=3"], "选项 --list 不带值"), (["pull", "list", "more"], "多余的参数“more”"),
            (["evidence", "add", "--laboratory", "a", "--sample", "b", "--kind", "photo"], "缺少 <files>"),
        ])
    func wrong(_ arguments: [String], _ sentence: String) async throws {
        let run = try await Journey().program.run(arguments)
        #expect(run.status == 64 && run.output.isEmpty)
        #expect(run.error.hasPrefix("sushai: 命令行有误：" + sentence), "\(run.error)")
        #expect(run.error.contains("用法：sushai"))
    }

    @Test("every figure of the status has a Chinese name")
    func status() async throws {
        let journey = try Journey()
        try await journey.run("screen")
        let lines = try await journey.run("status").split(separator: "\n")
        #expect(lines.count > 20)
        for line in lines where !line.contains("──") { #expect(Self.isChinese(line), "\(line)") }
    }

    @Test("no heading of a table and no wording of the rules is English")
    func wordings() throws {
        let files = FileManager.default.enumerator(atPath: Repository.root + "/Sources")?.compactMap { $0 as? String }
        let heading = /(?:\.init|Column)\(\s*"[a-zA-Z]+",\s*"([^"]*)"/
        let literal = /"((?:[^"\\]|\\.)*)"/
        var headings = 0
        for file in try #require(files) where file.hasSuffix(".swift") {
            let text = try Repository.text("Sources/" + file)
            if file.hasPrefix("sushai/") {
                for match in text.matches(of: heading) where match.1 != "SHA-256" {
                    headings += 1
                    #expect(Self.isChinese(match.1), "\(file): \(match.1)")
                }
            }
            guard file.hasPrefix("Domain/"), file.contains("Wording") else { continue }
            for line in text.split(separator: "\n") where !line.contains("//") {
                for match in line.matches(of: literal) where match.1.contains(/[A-Za-z]{2,} [A-Za-z]{2,}/) {
                    #expect(Self.isChinese(match.1), "\(file): \(match.1)")
                }
            }
        }
        #expect(headings > 150)
    }
}
