internal import Domain

/// Flags as lines of JSON, for other programs.
enum FlagLine {
    /// Appends one line per flag.
    ///
    /// - Parameters:
    ///   - match: why the listing belongs to the product; nil to leave it out.
    ///   - shared: the points of each kind; the priority of a listing is their sum.
    static func append(
        _ flags: [Flag], of listing: Listing, product: String, match: MatchReason?, _ shared: SharedFlagRules,
        to lines: inout [UInt8]
    ) {
        let priority = flags.reduce(0) { $0 + shared.points($1.kind) }
        for flag in flags {
            member("{\"platform\":", listing.key.platform, &lines)
            member(",\"item\":", listing.key.item, &lines)
            member(",\"product\":", product, &lines)
            member(",\"title\":", listing.title, &lines)
            number(",\"priceFen\":", listing.price.lower.rawValue, &lines)
            if let upper = listing.price.upper {
                number(",\"priceUpperFen\":", upper.rawValue, &lines)
            } else {
                lines.append(contentsOf: ",\"priceUpperFen\":null".utf8)
            }
            member(",\"flag\":", flag.kind.rawValue, &lines)
            number(",\"points\":", Int64(shared.points(flag.kind)), &lines)
            number(",\"priority\":", Int64(priority), &lines)
            lines.append(contentsOf: ",\"figures\":{".utf8)
            for (index, figure) in flag.figures.enumerated() {
                if index > 0 { lines.append(UInt8(ascii: ",")) }
                member("", figure.name, &lines)
                member(":", figure.value, &lines)
            }
            member("},\"reason\":", flag.reason, &lines)
            member(",\"counterfactual\":", flag.counterfactual, &lines)
            if let match {
                lines.append(contentsOf: ",\"match\":".utf8)
                lines.append(contentsOf: match.json.utf8)
            }
            lines.append(contentsOf: "}\n".utf8)
        }
    }

    private static func member(_ before: StaticString, _ text: String, _ lines: inout [UInt8]) {
        lines.append(contentsOf: UnsafeBufferPointer(start: before.utf8Start, count: before.utf8CodeUnitCount))
        JSONText.append(text, to: &lines)
    }

    private static func number(_ before: StaticString, _ value: Int64, _ lines: inout [UInt8]) {
        lines.append(contentsOf: UnsafeBufferPointer(start: before.utf8Start, count: before.utf8CodeUnitCount))
        lines.append(contentsOf: String(value).utf8)
    }
}
