internal import Yams

/// One YAML file and every mistake found in it. Reading does not stop at the first mistake.
final class Document {
    let file: String
    private(set) var diagnostics: [Diagnostic] = []

    init(file: String) {
        self.file = file
    }

    /// The top mapping of `bytes`; nil if the file is not a readable YAML mapping.
    func root(_ bytes: [UInt8]) -> Mapping? {
        // Editors on Windows write a byte-order mark first, which is not part of the text.
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let (line, column) = BadBytes.place(in: bytes)
            report(line: line, column: column, key: "", "the file is not valid UTF-8; save it as UTF-8")
            return nil
        }
        let anchors = AnchorScan.find(in: bytes)
        guard anchors.isEmpty else {
            for (line, column) in anchors {
                report(
                    line: line, column: column, key: "",
                    "anchors (&) and aliases (*) are not read: write the value itself where it counts, or in quotes where "
                        + "it is a text")
            }
            return nil
        }
        do {
            guard let node = try Yams.compose(yaml: text, .basic), let mapping = node.mapping else {
                report(line: 1, column: 1, key: "", "the file must hold a mapping (key: value)")
                return nil
            }
            return Mapping(self, mapping, path: "", mark: node.mark)
        } catch let error as YamlError {
            report(error)
        } catch {
            report(line: 0, column: 0, key: "", "unreadable: \(error)")
        }
        return nil
    }

    func report(
        line: Int, column: Int, key: String, _ message: String, severity: Diagnostic.Severity = .mistake
    ) {
        diagnostics.append(
            Diagnostic(file: file, line: line, column: column, key: key, message: message, severity: severity))
    }

    func report(_ mark: Mark?, key: String, _ message: String, severity: Diagnostic.Severity = .mistake) {
        report(line: mark?.line ?? 0, column: mark?.column ?? 0, key: key, message, severity: severity)
    }

    /// Whether the file may be used: no mistake so far forbids it.
    var isUsable: Bool {
        !diagnostics.contains { $0.severity == .mistake }
    }

    private func report(_ error: YamlError) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            report(line: mark.line, column: mark.column, key: "", problem + SyntaxAdvice.text(problem))
        case .reader(let problem, let offset, _, let yaml):
            let (line, column) = BadBytes.place(of: offset ?? 0, in: yaml)
            report(
                line: line, column: column, key: "",
                problem + ": a character that editors do not show is here; delete it")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let line = Int(context.mark.line)
            report(
                line: line, column: context.mark.column, key: "",
                "the same key stands twice: " + duplicates.joined(separator: ", ")
                    + (duplicates.count > 1 ? "; is a “- ” missing before a list's next entry?" : "; keep one of them"))
        default:
            report(line: 0, column: 0, key: "", "\(error)")
        }
    }
}

/// A value in a document and its position.
struct Value {
    let document: Document
    let node: Node
    let path: String

    func report(_ message: String) {
        document.report(node.mark, key: path, message)
    }

    func warn(_ message: String) {
        document.report(node.mark, key: path, message, severity: .warning)
    }

    var mapping: Mapping? {
        guard let mapping = node.mapping else {
            report("expected a mapping (key: value)")
            return nil
        }
        return Mapping(document, mapping, path: path, mark: node.mark)
    }

    var list: [Value]? {
        guard let sequence = node.sequence else {
            report("expected a list (- item)")
            return nil
        }
        return sequence.enumerated().map { Value(document: document, node: $1, path: "\(path)[\($0)]") }
    }

    /// The text as written: `country: no` is the text `no`.
    var text: String? {
        guard let scalar = node.scalar else {
            report("expected a text")
            return nil
        }
        guard !scalar.string.isEmpty else {
            report("must not be empty")
            return nil
        }
        return scalar.string
    }

    /// Text that is not blank.
    var word: String? {
        guard let text else { return nil }
        guard text.contains(where: { !$0.isWhitespace }) else {
            report("must not be blank")
            return nil
        }
        return text
    }

    var isList: Bool {
        node.sequence != nil
    }

    /// The member `key` of a mapping. If it is missing, no mistake is reported.
    func member(_ key: String) -> Value? {
        node.mapping?[key].map { Value(document: document, node: $0, path: "\(path).\(key)") }
    }

    /// The text of a scalar. If the value is not a scalar, no mistake is reported.
    var plainText: String? {
        node.scalar?.string
    }

    var isMapping: Bool {
        node.mapping != nil
    }

    /// Whether the value is exactly `text`. If it is not, no mistake is reported.
    func isText(_ text: String) -> Bool {
        node.scalar?.string == text
    }

    /// Text that may be empty (`unit: ""`).
    var possiblyEmptyText: String? {
        guard let scalar = node.scalar else {
            report("expected a text")
            return nil
        }
        return scalar.string
    }

    /// Text in quotes. YAML reads `010` as 8 and `12:30` as 750, but it does not change a figure in quotes.
    var quotedText: String? {
        guard let scalar = node.scalar else {
            report("expected a text in quotes")
            return nil
        }
        guard scalar.style == .doubleQuoted || scalar.style == .singleQuoted else {
            let bare = scalar.string.trimmingPrefix { "“”‘’".contains($0) }.split { "“”‘’".contains($0) }.joined()
            let straight = bare == scalar.string ? "" : "; “ and ” are no quotes to YAML"
            report("write this figure in quotes (\"\(bare)\"), so that its digits stay as written" + straight)
            return nil
        }
        return scalar.string
    }

    var integer: Int? {
        guard let scalar = node.scalar, scalar.style == .plain,
            scalar.string.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(scalar.string),
            String(number) == scalar.string
        else {
            report("expected a whole number without sign, leading zero or unit")
            return nil
        }
        return number
    }

    /// A whole number within `range`; anything else is a mistake.
    func number(_ range: ClosedRange<Int>) -> Int? {
        guard let number = integer else { return nil }
        guard range.contains(number) else {
            report("expected a number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    var boolean: Bool? {
        switch node.scalar?.string {
        case "true": return true
        case "false": return false
        default:
            report("expected true or false")
            return nil
        }
    }

    /// A case of an enumeration, by its raw value.
    func word<Word: RawRepresentable & CaseIterable>(_: Word.Type) -> Word? where Word.RawValue == String {
        guard let text else { return nil }
        guard let word = Word(rawValue: text) else {
            report("“\(text)” is not known; write one of " + Word.allCases.map(\.rawValue).joined(separator: ", "))
            return nil
        }
        return word
    }
}
