/// Reads what a page states about its feed. A text in another form states nothing.
enum PageStatement {
    /// No catalogue comes near this maximum; a larger number is not a count.
    private static let believable: ClosedRange<Int64> = 0...1_000_000_000_000

    /// `41`, `41.0`, `1,000`, `１，０００`. A bound such as `1000+` is no total.
    static func total(_ text: String) -> Int64? {
        var text = text.unicodeScalars.map(narrow).reduce(into: "") { $0.unicodeScalars.append($1) }[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        if text.hasSuffix(".0") { text = text.dropLast(2) }
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        guard groups.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            groups.count == 1 || (groups[0].count <= 3 && groups.dropFirst().allSatisfy { $0.count == 3 })
        else { return nil }
        return Int64(groups.joined()).flatMap { believable.contains($0) ? $0 : nil }
    }

    static func hasMore(_ text: String) -> Bool? {
        switch text.lowercased().filter({ $0 != " " }) {
        case "true", "1", "y", "yes": true
        case "false", "0", "n", "no": false
        default: nil
        }
    }

    /// The character in its half-width form.
    private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.value == 0x3000 { return " " }
        guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }
}
