package import Domain

/// Reads `Criteria/shared/categories.yaml`: the categories of platforms, each below its parent.
package enum CategoryFile {
    /// The path of the file within the folder of criteria.
    package static let name = "shared/categories.yaml"

    /// The trees of `bytes`, or every mistake in them.
    package static func read(_ bytes: [UInt8], file: String) throws(RulebookError) -> CategoryTrees {
        let document = Document(file: file)
        let parents = document.root(bytes).map(parents)
        guard let parents, document.diagnostics.isEmpty else { throw RulebookError(document.diagnostics) }
        return CategoryTrees(parents: parents)
    }

    private static func parents(_ root: Mapping) -> [String: [String: String]] {
        var parents: [String: [String: String]] = [:]
        for (platform, value) in root.members() {
            parents[platform] = [:]
            for (parent, children) in value.mapping?.members() ?? [] {
                for child in children.list ?? [] { add(child, below: parent, to: &parents[platform, default: [:]]) }
            }
        }
        return parents
    }

    private static func add(_ child: Value, below parent: String, to parents: inout [String: String]) {
        guard let category = child.quotedText else { return }
        if let other = parents[category] {
            return child.report(
                other == parent
                    ? "“\(category)” stands twice; keep one of them"
                    : "“\(category)” is already below “\(other)”; a category has one parent")
        }
        var above: String? = parent
        while let next = above {
            guard next != category else {
                return child.report("“\(category)” is above “\(parent)”; a category is not below itself")
            }
            above = parents[next]
        }
        parents[category] = parent
    }
}
