import Foundation
import TestSupport
import Testing

/// The documents agree with the program.
@Suite(.timeLimit(.minutes(15))) struct DocumentationTests {
    /// The names of the subcommands that a help text lists.
    private static func subcommands(_ help: String) -> [String] {
        guard let list = help.range(of: "命令：\n") else { return [] }
        return help[list.upperBound...].split(separator: "\n").compactMap { line in
            guard line.hasPrefix("  "), !line.hasPrefix("   "), let name = line.split(separator: " ").first else {
                return nil
            }
            // A command with an alias is printed as `import, file`.
            return String(name.hasSuffix(",") ? name.dropLast() : name.prefix { $0 != "（" })
        }
    }

    private static func hasExample(_ help: String) -> Bool {
        help.contains("\n示例\n")
    }

    @Test("every command has help with an example, and is in the reference")
    func everyCommandIsDocumented() async throws {
        let program = try Journey().program
        let reference = try Repository.text("docs/reference/commands.md")
        let top = Self.subcommands(try await program.run(["--help"]).output)
        #expect(top.count >= 19)
        for command in top {
            #expect(reference.contains("\n## \(command)\n"), "\(command)")
            let help = try await program.run([command, "--help"])
            #expect(help.status == 0)
            let nested = Self.subcommands(help.output)
            if nested.isEmpty { #expect(Self.hasExample(help.output), "\(command)") }
            for name in nested {
                let inner = try await program.run([command, name, "--help"])
                #expect(inner.status == 0 && Self.hasExample(inner.output), "\(command) \(name)")
                #expect(reference.contains("\n### \(command) \(name)\n"), "\(command) \(name)")
            }
        }
    }

    @Test("every make target that the documents name exists, and `make help` lists it")
    func makeTargets() throws {
        let makefile = try Repository.text("Makefile")
        for document in ["README.md", "CONTRIBUTING.md"] {
            let text = try Repository.text(document)
            for part in text.split(separator: "`make ").dropFirst() {
                let target = part.prefix { $0.isLetter || $0 == "-" }
                #expect(makefile.contains("\n\(target): "), "\(document): make \(target)")
            }
        }
        for target in ["demo", "test", "serve", "format", "lint", "help"] {
            #expect(makefile.contains("\n\(target): "), "\(target)")
        }
        #expect(try Repository.text(".ci/run").contains("make test"))
    }

    @Test("every setting of `sushai settings` is in the reference, and the README's folders exist")
    func settingsAndFolders() async throws {
        let reference = try Repository.text("docs/reference/settings.md")
        let settings = try await Journey().run("settings", "--json")
        let rows = try JSONSerialization.jsonObject(with: Data(settings.utf8)) as? [[String: Any]] ?? []
        #expect(rows.count >= 10)
        for row in rows {
            let variable = try #require(row["variable"] as? String)
            #expect(reference.contains("| `\(variable)` |"), "\(variable)")
        }
        let readme = try Repository.text("README.md")
        for folder in ["Crawlers", "Criteria", "Fixtures", "Sources", "Tests"] {
            #expect(readme.contains("\(folder)/"))
            #expect(try !Repository.names(in: folder).isEmpty)
        }
    }
}
