/// Reads a PDF with another program: poppler's command line tools, which `make setup` installs for the tests.
package enum Poppler {
    package static func run(_ tool: String, _ arguments: [String], on pdf: [UInt8]) async throws -> String {
        let folder = try TemporaryFolder()
        let file = try folder.write(pdf, to: "document.pdf")
        let program = Program(named: "/usr/bin/" + tool, folder: folder.path)
        let run = try await program.run(arguments.map { $0 == "%" ? file : $0 })
        guard run.status == 0 else { throw Failure(description: "\(tool): \(run.error)") }
        return run.output
    }

    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// The text, in the order in which it was drawn.
    package static func text(_ pdf: [UInt8]) async throws -> String {
        try await run("pdftotext", ["-raw", "%", "-"], on: pdf)
    }

    /// The text without the line breaks of columns and pages.
    package static func words(_ pdf: [UInt8]) async throws -> String {
        try await text(pdf).filter { !$0.isWhitespace }
    }

    package static func pages(_ pdf: [UInt8]) async throws -> [String] {
        try await text(pdf).split(separator: "\u{0C}", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    /// One line for each picture: page, number, type, width, height and so on.
    package static func pictures(_ pdf: [UInt8]) async throws -> [Substring] {
        Array(try await run("pdfimages", ["-list", "%"], on: pdf).split(separator: "\n").dropFirst(2))
    }

    package static func facts(_ pdf: [UInt8]) async throws -> [String: String] {
        let lines = try await run("pdfinfo", ["-isodates", "%"], on: pdf).split(separator: "\n")
        return Dictionary(
            lines.compactMap { line in
                let parts = line.split(separator: ":", maxSplits: 1)
                guard parts.count == 2 else { return nil }
                return (String(parts[0]), String(parts[1].drop(while: \.isWhitespace)))
            }
        ) { first, _ in first }
    }
}
