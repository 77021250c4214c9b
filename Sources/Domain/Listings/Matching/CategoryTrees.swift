/// The categories of platforms with their parents: the content of `Criteria/shared/categories.yaml`.
package struct CategoryTrees: Hashable, Sendable {
    /// Platform → category → its parent.
    package let parents: [String: [String: String]]

    package init(parents: [String: [String: String]] = [:]) {
        self.parents = parents
    }

    package static let none = CategoryTrees()

    /// No platform has more levels. The limit ends a walk through a tree with a circle.
    private static let levels = 64

    /// The category itself, its parent, the parent of that, and so on.
    package func line(from category: String, on platform: String) -> [String] {
        var line = [category]
        while line.count < Self.levels, let parent = parents[platform]?[line[line.count - 1]] { line.append(parent) }
        return line
    }

    /// The nearest category of the line of `category` for which `isMapped` is true; nil if there is none.
    func nearest(to category: String, on platform: String, _ isMapped: (String) -> Bool) -> String? {
        line(from: category, on: platform).first(where: isMapped)
    }
}
