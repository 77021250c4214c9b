import ArgumentParser
import TestSupport
import Testing

@testable import sushai

/// The program accepts every `sushai …` command in a document.
@Suite struct ShownCommandTests {
    /// The simple commands of a shell script, each as its words. Quotes, comments, pipes, lists, substitutions and
    /// redirections are parsed. Nothing is expanded.
    static func commands(in script: String) -> [[String]] {
        var commands: [[String]] = []
        var words: [String] = []
        var word: String?
        var quote: Character?
        var skipsWord = false
        func endWord() {
            if let ended = word, !skipsWord { words.append(ended) }
            if word != nil { skipsWord = false }
            word = nil
        }
        func endCommand() {
            endWord()
            if !words.isEmpty { commands.append(words) }
            words = []
            skipsWord = false
        }
        var rest = script.replacing("\\\n", with: " ")[...]
        while let character = rest.popFirst() {
            if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
                continue
            }
            switch character {
            case "'", "\"":
                quote = character
                word = word ?? ""
            case "#" where word == nil: rest = rest.drop { $0 != "\n" }
            case " ", "\t": endWord()
            case "|", ";", "&", "(", ")", "\n":
                if character == "(", word?.hasSuffix("$") == true { word = nil }
                endCommand()
            case "<", ">":
                // `2>file`: the digit belongs to the redirection.
                if word.map({ $0.allSatisfy(\.isNumber) }) == true { word = nil }
                endWord()
                rest = rest.drop { $0 == ">" || $0 == "&" }
                skipsWord = true
            default: word = (word ?? "") + String(character)
            }
        }
        endCommand()
        return commands
    }

    /// The arguments of `sushai` in a command, without assignments before it and without `export`.
    private static func arguments(_ words: [String]) -> [String]? {
        let command = words.drop { $0 == "export" || $0.firstMatch(of: /^[A-Z_]+=/) != nil }
        guard let name = command.first, name == "sushai" || name == "sushai-admin" else { return nil }
        return Array(command.dropFirst())
    }

    /// The scripts of a document: its shell blocks, and the lines after a prompt in other blocks.
    private static func scripts(_ document: String) throws -> [String] {
        try Documents.parts(document).blocks.map { block in
            if ["sh", "bash", "shell"].contains(block.language) { return block.text }
            let prompted = block.text.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { $0.hasPrefix("$ ") }
            return prompted.map { String($0.dropFirst(2)) }.joined(separator: "\n")
        }
    }

    @Test("the program's own parser accepts every command in a code block of a document")
    func accepted() throws {
        var shown = 0
        for document in try Documents.all() {
            for arguments in try Self.scripts(document).flatMap(Self.commands(in:)).compactMap(Self.arguments) {
                shown += 1
                guard !arguments.contains("--help"), !arguments.contains("--version") else { continue }
                do {
                    _ = try Sushai.parseAsRoot(arguments)
                } catch {
                    Issue.record(
                        "\(document): sushai \(arguments.joined(separator: " ")): \(Sushai.message(for: error))")
                }
            }
        }
        #expect(shown > 80, "\(shown)")
    }

    @Test("a script is split as a shell splits it")
    func split() {
        let script = """
            export A=1 B='x y'; label=$(sushai lab samples --json | grep -oE 'S-[0-9]') # a comment; sushai no
            A=b sushai draw execute --run A --seed "a b" \\
              --json >out.txt 2>&1 && sushai pull < in.csv
            """
        let commands = Self.commands(in: script).compactMap(Self.arguments)
        #expect(
            commands == [
                ["lab", "samples", "--json"], ["draw", "execute", "--run", "A", "--seed", "a b", "--json"], ["pull"],
            ])
        #expect(throws: (any Error).self) { try Sushai.parseAsRoot(["lab", "import", "--laboratory"]) }
    }
}
