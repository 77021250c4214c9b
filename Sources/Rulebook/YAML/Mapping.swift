internal import Yams

/// A mapping whose keys are read one by one; a key that was not read is a mistake.
///
/// An unknown key is never ignored: `limt: "5"` would mean no limit at all.
final class Mapping {
    private let document: Document
    private let path: String
    private let mark: Mark?
    private var values: [String: Value] = [:]
    private var keyMarks: [String: Mark] = [:]
    private var order: [String] = []
    private var taken: Set<String> = []

    init(_ document: Document, _ mapping: Node.Mapping, path: String, mark: Mark?) {
        self.document = document
        self.path = path
        self.mark = mark
        for (key, node) in mapping {
            guard let name = key.scalar?.string else {
                document.report(key.mark, key: path, "a key must be a plain text")
                continue
            }
            // Yams finds most repeated keys itself, but not one with another tag.
            if values[name] != nil { document.report(key.mark, key: path, "the key “\(name)” stands twice") }
            values[name] = Value(document: document, node: node, path: path.isEmpty ? name : "\(path).\(name)")
            keyMarks[name] = key.mark
            order.append(name)
        }
    }

    /// The value of `key`. A missing key is a mistake.
    func required(_ key: String) -> Value? {
        guard let value = optional(key) else {
            document.report(mark, key: path, "the key “\(key)” is missing")
            return nil
        }
        return value
    }

    func optional(_ key: String) -> Value? {
        taken.insert(key)
        return values[key]
    }

    /// All members in the order written, for mappings whose keys are data.
    func members() -> [(key: String, value: Value)] {
        taken.formUnion(order)
        return order.compactMap { key in values[key].map { (key, $0) } }
    }

    func report(_ message: String) {
        document.report(mark, key: path, message)
    }

    /// Reports a mistake at the key itself, not at its value.
    func report(at key: String, _ message: String) {
        document.report(keyMarks[key] ?? mark, key: path, message)
    }

    /// Reports every key that was not read.
    func finish() {
        for key in order where !taken.contains(key) {
            let known = taken.sorted()
            let meant = Spelling.nearest(to: key, among: known).map { "did you mean “\($0)”? " } ?? ""
            document.report(
                keyMarks[key], key: path,
                "the key “\(key)” is not known here; \(meant)known are \(known.joined(separator: ", "))")
        }
    }
}
