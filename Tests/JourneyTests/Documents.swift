import Foundation
import TestSupport
import Testing

/// The documents of this repository: every `*.md` file outside hidden folders.
enum Documents {
    static func all() throws -> [String] {
        guard let files = FileManager.default.enumerator(atPath: Repository.root) else { return [] }
        var found: [String] = []
        for case let path as String in files {
            if path.split(separator: "/").last?.hasPrefix(".") == true {
                files.skipDescendants()
            } else if path.hasSuffix(".md") {
                found.append(path)
            }
        }
        return found.sorted()
    }

    /// A fenced block of code.
    struct Block {
        /// The word after the opening fence, `sh`.
        let language: String
        let text: String
    }

    /// The text of a document without its fenced blocks, and the blocks. A fence may be indented within a list.
    static func parts(_ document: String) throws -> (text: String, blocks: [Block]) {
        var text: [Substring] = []
        var blocks: [Block] = []
        var open: (language: String, indent: Int, lines: [Substring])?
        for line in try Repository.text(document).split(separator: "\n", omittingEmptySubsequences: false) {
            let bare = line.drop { $0 == " " }
            if bare.hasPrefix("```") {
                if let block = open {
                    blocks.append(Block(language: block.language, text: block.lines.joined(separator: "\n")))
                    open = nil
                } else {
                    open = (String(bare.dropFirst(3)), line.count - bare.count, [])
                }
            } else if open != nil {
                let indent = open?.indent ?? 0
                open?.lines.append(line.dropFirst(min(indent, line.count - bare.count)))
            } else {
                text.append(line)
            }
        }
        return (text.joined(separator: "\n"), blocks)
    }

    /// The one shell block of a document that contains a text.
    static func block(in document: String, containing text: String) throws -> String {
        try #require(parts(document).blocks.first { $0.language == "sh" && $0.text.contains(text) }?.text)
    }
}
