/// The address of a picture without the parts that do not identify the picture: scheme, size suffix, and the query
/// after a file name.
///
/// Equal addresses mean the same picture. Different addresses prove nothing: the same picture may be uploaded twice.
/// Only its pixels would show that, and pictures are not downloaded.
package enum ImageAddress {
    private static let endings = [".jpg", ".jpeg", ".png", ".webp", ".gif"]

    /// Nil if the address is empty after that.
    package static func normalised(_ address: String) -> String? {
        var rest = Substring(address.withoutControlCharacters).trimmingSpaces()
        if let scheme = rest.firstRange(of: "//") { rest = rest[scheme.upperBound...] }
        rest = rest.prefix { $0 != "#" }
        let host = rest.prefix { $0 != "/" }
        let path = rest.dropFirst(host.count)
        guard !host.isEmpty, !path.isEmpty else { return nil }
        return host.lowercased() + cut(String(path))
    }

    /// `/a.jpg_400x400q90.jpg` and `/a.jpg?x=1` → `/a.jpg`. A path without a picture's file extension keeps its query.
    private static func cut(_ path: String) -> String {
        let folded = path.lowercased()
        let ends = endings.compactMap { folded.firstRange(of: $0)?.upperBound }
        guard let end = ends.min(), end < folded.endIndex else { return path }
        let length = folded.utf8.distance(from: folded.startIndex, to: end)
        guard ["_", "?", "!", "@"].contains(folded[end]), path.utf8.count == folded.utf8.count else { return path }
        return String(decoding: Array(path.utf8.prefix(length)), as: UTF8.self)
    }
}
