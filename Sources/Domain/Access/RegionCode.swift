/// An administrative division by GB/T 2260: six digits for province, city and county.
package struct RegionCode: Hashable, Sendable {
    package let text: String

    /// The whole country: for officers who see every case, never for a seller.
    package static let everywhere = RegionCode(known: "000000")

    /// 浙江省.
    package static let zhejiang = RegionCode(known: "330000")

    /// The provinces of GB/T 2260, by their first two digits.
    private static let provinces: Set<Int64> = [
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43,
        44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82,
    ]

    /// Six digits within a province.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 6, number(bytes) != nil, let province = number(bytes.prefix(2)),
            Self.provinces.contains(province)
        else { return nil }
        self.text = text
    }

    private init(known: String) {
        text = known
    }

    /// The significant leading digits: `33` for 330000, `3304` for 330400, `330482` for 330482.
    package var prefix: String {
        if text == "000000" { return "" }
        if text.hasSuffix("0000") { return String(text.prefix(2)) }
        return text.hasSuffix("00") ? String(text.prefix(4)) : text
    }

    /// Whether `other` is this division or is within it.
    package func contains(_ other: RegionCode) -> Bool {
        other.text.hasPrefix(prefix)
    }
}
