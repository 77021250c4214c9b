/// The names of administrative divisions by GB/T 2260 code, for documents and tables. They decide nothing.
package struct RegionNames: Hashable, Sendable {
    /// The division's own name: `330106` → `西湖区`.
    private let names: [RegionCode: String]

    package init(_ names: [RegionCode: String] = [:]) {
        self.names = names
    }

    /// `浙江省杭州市西湖区`; nil if the code itself has no name. A province or city without a name is left out.
    package func name(of region: RegionCode) -> String? {
        guard let own = names[region] else { return nil }
        let digits = region.text.prefix(4)
        let above = [digits.prefix(2) + "0000", digits + "00"].compactMap { RegionCode(String($0)) }
            .filter { $0 != region }
        return above.compactMap { names[$0] }.joined() + own
    }

    /// `浙江省杭州市西湖区（330106）`; the code alone if it has no name.
    package func text(_ region: RegionCode) -> String {
        name(of: region).map { "\($0)（\(region.text)）" } ?? region.text
    }
}
