internal import Domain

/// Flags as lines of JSON for programs.
enum FlagLine {
    /// Appends one line a flag.
    ///
    /// - Parameter shared: gives each kind its points; the priority of a listing is their sum.
    static func append(
        _ flags: [Flag], of listing: Listing, product: String, _ shared: SharedFlagRules, to lines: inout [UInt8]
    ) {
        let priority = flags.reduce(0) { $0 + shared.points($1.kind) }
        for flag in flags {
            let text = JSONText.object([
                ("platform", JSONText.quoted(listing.key.platform)), ("item", JSONText.quoted(listing.key.item)),
                ("product", JSONText.quoted(product)), ("title", JSONText.quoted(listing.title)),
                ("priceFen", String(listing.price.rawValue)), ("flag", JSONText.quoted(flag.kind.rawValue)),
                ("points", String(shared.points(flag.kind))), ("priority", String(priority)),
                ("figures", flag.figuresJSON), ("reason", JSONText.quoted(flag.reason)),
                ("counterfactual", JSONText.quoted(flag.counterfactual)),
            ])
            lines.append(contentsOf: text.utf8)
            lines.append(0x0A)
        }
    }
}
