internal import Domain

/// Flags as lines of JSON for programs.
enum FlagLine {
    /// Appends one line a flag.
    static func append(_ flags: [Flag], of listing: Listing, product: String, to lines: inout [UInt8]) {
        for flag in flags {
            let text = JSONText.object([
                ("platform", JSONText.quoted(listing.key.platform)), ("item", JSONText.quoted(listing.key.item)),
                ("product", JSONText.quoted(product)), ("title", JSONText.quoted(listing.title)),
                ("priceFen", String(listing.price.rawValue)), ("flag", JSONText.quoted(flag.kind.rawValue)),
                ("figures", flag.figuresJSON), ("reason", JSONText.quoted(flag.reason)),
                ("counterfactual", JSONText.quoted(flag.counterfactual)),
            ])
            lines.append(contentsOf: text.utf8)
            lines.append(0x0A)
        }
    }
}
