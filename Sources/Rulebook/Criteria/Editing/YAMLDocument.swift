internal import Yams

/// One step from a node to a part of it.
enum YAMLStep: Hashable {
    case key(String)
    case index(Int)
}

/// A change of a YAML text.
enum YAMLEdit {
    /// Replaces the value at the path by this text, a scalar or a mapping in braces. If the last key is absent, it is added
    /// as the last one of its mapping.
    case set([YAMLStep], String)
    /// Removes the last key of the path, with its value.
    case remove([YAMLStep])
}

/// A YAML text and its tree, which are changed together.
struct YAMLDocument {
    private(set) var bytes: [UInt8]
    private var root: Node

    init(_ bytes: [UInt8]) throws(CriteriaRefusal) {
        self.bytes = bytes
        guard let root = Self.tree(bytes) else { throw .layout(line: 1) }
        self.root = root
    }

    private static func tree(_ bytes: [UInt8]) -> Node? {
        guard let text = String(validating: YAMLText.withoutMark(bytes), as: UTF8.self) else { return nil }
        return try? Yams.compose(yaml: text, .basic)
    }

    func node(_ path: [YAMLStep]) -> Node? {
        path.reduce(root as Node?) { node, step in
            switch step {
            case .key(let name): node?.mapping?.first { $0.key.scalar?.string == name }?.value
            case .index(let index): node?.sequence.flatMap { $0.indices.contains(index) ? $0[index] : nil }
            }
        }
    }

    /// Changes the text. If the new text is not read as the changed tree, it throws and changes nothing.
    mutating func apply(_ edits: [YAMLEdit]) throws(CriteriaRefusal) {
        for edit in edits { try apply(edit) }
    }

    private mutating func apply(_ edit: YAMLEdit) throws(CriteriaRefusal) {
        let text = YAMLText(bytes)
        let path: [YAMLStep]
        let change: YAMLText.Change?
        let expected: Node?
        switch edit {
        case .set(let steps, let value):
            path = steps
            change = set(steps, value, text)
            expected = Self.tree(Array(value.utf8)).map { setting(root, steps[...], $0) }
        case .remove(let steps):
            path = steps
            change = remove(steps, text)
            expected = setting(root, steps[...], nil)
        }
        let line = node(path)?.mark?.line ?? node(Array(path.dropLast()))?.mark?.line ?? 0
        guard let change, let expected else { throw .layout(line: line) }
        let changed = text.applying(change)
        guard let tree = Self.tree(changed), tree == expected else { throw .layout(line: line) }
        (bytes, root) = (changed, tree)
    }

    private func set(_ path: [YAMLStep], _ value: String, _ text: YAMLText) -> YAMLText.Change? {
        guard let parent = node(Array(path.dropLast())), case .key(let name)? = path.last else { return nil }
        if let old = parent.mapping?.first(where: { $0.key.scalar?.string == name }) {
            return text.replace(old.key, old.value, by: value)
        }
        return text.insert("\(name): \(value)", into: parent)
    }

    private func remove(_ path: [YAMLStep], _ text: YAMLText) -> YAMLText.Change? {
        guard let parent = node(Array(path.dropLast()))?.mapping, case .key(let name)? = path.last,
            let old = parent.first(where: { $0.key.scalar?.string == name })
        else { return nil }
        return text.remove(old.key, old.value)
    }

    /// The tree with another node at `path`; nil removes the last key.
    private func setting(_ node: Node, _ path: ArraySlice<YAMLStep>, _ value: Node?) -> Node {
        guard let step = path.first else { return value ?? node }
        switch (node, step) {
        case (.mapping(let mapping), .key(let name)):
            var pairs = mapping.map { ($0.key, $0.value) }
            let place = pairs.firstIndex { $0.0.scalar?.string == name }
            if path.count > 1 {
                if let place { pairs[place].1 = setting(pairs[place].1, path.dropFirst(), value) }
            } else if let place, let value {
                pairs[place].1 = value
            } else if let place {
                pairs.remove(at: place)
            } else if let value, let key = Self.tree(Array("- \(name)".utf8))?.sequence?.first {
                pairs.append((key, value))
            }
            return .mapping(Node.Mapping(pairs, mapping.tag, mapping.style, mapping.mark))
        case (.sequence(var sequence), .index(let index)) where sequence.indices.contains(index):
            sequence[index] = setting(sequence[index], path.dropFirst(), value)
            return .sequence(sequence)
        default: return node
        }
    }
}
