/// An administrative division by GB/T 2260: six digits, province, city, county.
package struct RegionCode: Hashable, Sendable {
    package let text: String

    /// Six digits; the first not zero.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 6, number(bytes) != nil, bytes[0] != UInt8(ascii: "0") else { return nil }
        self.text = text
    }

    /// The leading digits that mean anything: `33` of 330000, `3304` of 330400, all of 330482.
    package var prefix: String {
        if text.hasSuffix("0000") { return String(text.prefix(2)) }
        return text.hasSuffix("00") ? String(text.prefix(4)) : text
    }

    /// Whether `other` is this division or lies within it.
    package func contains(_ other: RegionCode) -> Bool {
        other.text.hasPrefix(prefix)
    }
}
