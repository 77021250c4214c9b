internal import Domain

/// Names of the parts of a workbook (ECMA-376 part 2): compared without regard to ASCII case, never used as paths on
/// disk.
enum PartPath {
    /// The name in the form used for look-up: `xl/workbook.xml`; nil if it leads outside the package or is not a name.
    static func normalised(_ name: String) -> String? {
        guard name.utf8.count <= 512, !name.holdsControlCharacters() else { return nil }
        var parts: [Substring] = []
        // Some programs write backslashes into the zip, as Windows does.
        for part in name.split(whereSeparator: { $0 == "/" || $0 == "\\" }) where part != "." {
            guard part != ".." else { return nil }
            parts.append(part)
        }
        return parts.isEmpty ? nil : parts.joined(separator: "/").lowercased()
    }

    /// The part that `target` names in the relationships of `source`.
    static func resolve(_ target: String, from source: String) -> String? {
        if target.hasPrefix("/") { return normalised(target) }
        var folders = source.split(separator: "/").dropLast().map(String.init)
        for part in target.split(separator: "/") where part != "." {
            if part == ".." {
                guard folders.popLast() != nil else { return nil }
            } else {
                folders.append(String(part))
            }
        }
        return normalised(folders.joined(separator: "/"))
    }

    /// The part that contains the relationships of `source`.
    static func relationships(of source: String) -> String {
        var names = source.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let last = names.popLast() ?? ""
        return (names + ["_rels", last + ".rels"]).joined(separator: "/")
    }
}
