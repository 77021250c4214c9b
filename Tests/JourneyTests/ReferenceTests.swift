import Foundation
import TestSupport
import Testing

/// The generated pages equal the current output of `scripts/reference.py`.
@Suite(.timeLimit(.minutes(15))) struct ReferenceTests {
    @Test("the generated pages are up to date; if not, run `make reference`")
    func fresh() async throws {
        let script = Program(named: "/usr/bin/python3", folder: Repository.root)
        let run = try await script.run(
            ["scripts/reference.py", "--check", "--program", Program.builtPrograms + "/sushai"])
        #expect(run.status == 0, "\(run.error)")
    }

    @Test("every operation of the API is in the reference")
    func paths() throws {
        let reference = try Repository.text("docs/reference/api.md")
        let document = try JSONSerialization.jsonObject(
            with: Data(Repository.bytes("Sources/Web/Templates/openapi.json")))
        let root = try #require(document as? [String: Any])
        let paths = try #require(root["paths"] as? [String: [String: Any]])
        #expect(paths.count >= 30)
        for (path, operations) in paths {
            for method in operations.keys {
                #expect(reference.contains("| `\(method.uppercased()) \(path)` |"), "\(method) \(path)")
            }
        }
    }

    @Test("the index of the decisions names every file with its number and title")
    func decisions() throws {
        let index = try Repository.text("docs/decisions/README.md")
        for file in try Repository.names(in: "docs/decisions") where file != "README.md" {
            let title = try #require(try Repository.text("docs/decisions/" + file).split(separator: "\n").first)
            let number = file.prefix(4)
            #expect(title.hasPrefix("# \(number). "), "\(file)")
            #expect(index.contains("| [\(number)](\(file)) | \(title.dropFirst(8)) |"), "\(file)")
        }
    }
}
