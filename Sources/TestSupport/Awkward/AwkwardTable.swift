/// An unusual input for a decoder, with the expected result. Read from `Fixtures/Awkward/Tables`; its README explains
/// the format.
package struct AwkwardInput: Sendable, CustomStringConvertible {
    /// An expected listing.
    package struct Listing: Hashable, Sendable {
        package let item: String
        package let yuan: String
        /// Nil if the title does not matter.
        package let title: String?
    }

    package enum Expectation: Hashable, Sendable {
        /// The expected listings, and for each quarantined record the codes that are accepted.
        case page(listings: [Listing], quarantined: [[String]])
        case unreadable
        case refused
    }

    package let name: String
    package let bytes: [UInt8]
    /// The name of the crawler in `AwkwardCrawlers` that reads the input.
    package let format: String
    package let expected: Expectation

    package var description: String {
        name
    }

    /// All inputs, in the order of the names of their tables.
    package static func all() throws -> [AwkwardInput] {
        let folder = "Fixtures/Awkward/Tables"
        return try Repository.names(in: folder).filter { $0.hasSuffix(".txt") }.flatMap { file in
            try AwkwardTable.read(try Repository.text(folder + "/" + file), file: file)
        }
    }
}

/// An error in a table.
package struct AwkwardTableFault: Error, CustomStringConvertible {
    package let description: String
}

/// The format of the tables.
enum AwkwardTable {
    static func read(_ text: String, file: String) throws -> [AwkwardInput] {
        let usual = String(file.dropLast(4))
        var inputs: [AwkwardInput] = []
        var name: String?
        var lines: [Substring] = []
        var steps: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty || line.hasPrefix("#") { continue }
            if line.hasPrefix("|") {
                lines.append(line.hasPrefix("| ") ? line.dropFirst(2) : line.dropFirst())
            } else if line.hasPrefix("~ ") {
                steps.append(line.dropFirst(2))
            } else if line.hasPrefix("->") {
                guard let given = name else { throw fault(file, "an outcome without a name: \(line)") }
                let plain = try AwkwardText.bytes(lines.joined(separator: "\n")[...])
                let (bytes, format) = try AwkwardText.changed(plain, by: steps)
                inputs.append(
                    AwkwardInput(
                        name: given, bytes: bytes, format: format ?? usual,
                        expected: try outcome(line.dropFirst(2), file)))
                (name, lines, steps) = (nil, [], [])
            } else {
                guard name == nil, !line.hasPrefix("⟦") else { throw fault(file, "no outcome before “\(line)”") }
                name = String(line)
            }
        }
        guard name == nil else { throw fault(file, "the last input has no outcome") }
        return inputs
    }

    private static func outcome(_ text: Substring, _ file: String) throws -> AwkwardInput.Expectation {
        var rest = text.drop { $0 == " " }
        if rest == "page unreadable" { return .unreadable }
        if rest == "page refused" { return .refused }
        var listings: [AwkwardInput.Listing] = []
        while !rest.isEmpty, !rest.hasPrefix(";") {
            listings.append(try listing(&rest, file))
            if rest.hasPrefix(", ") { rest = rest.dropFirst(2) }
        }
        let codes = rest.dropFirst().split(separator: ",").map { group in
            group.split(separator: "|").map { String($0.filter { $0 != " " }) }
        }
        return .page(listings: listings, quarantined: codes)
    }

    /// `1 ¥9.90 “积木”`.
    private static func listing(_ rest: inout Substring, _ file: String) throws -> AwkwardInput.Listing {
        guard let mark = rest.firstRange(of: " ¥") else { throw fault(file, "no price in “\(rest)”") }
        let item = try AwkwardText.text(rest[..<mark.lowerBound])
        let price = rest[mark.upperBound...].prefix { $0.isNumber || ".–起".contains($0) }
        rest = rest[price.endIndex...]
        guard rest.hasPrefix(" “"), let end = rest.firstIndex(of: "”") else {
            return AwkwardInput.Listing(item: item, yuan: String(price), title: nil)
        }
        let title = try AwkwardText.text(rest[..<end].dropFirst(2))
        rest = rest[end...].dropFirst()
        return AwkwardInput.Listing(item: item, yuan: String(price), title: title)
    }

    private static func fault(_ file: String, _ message: String) -> AwkwardTableFault {
        AwkwardTableFault(description: "\(file): \(message)")
    }
}
