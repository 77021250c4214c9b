internal import Domain

/// The `recheck` section of a crawler file: how a link is checked again after a takedown.
enum RecheckSection {
    static func read(_ value: Value) -> RecheckRule? {
        guard let mapping = value.mapping else { return nil }
        let endpoint = mapping.required("endpoint").flatMap(EndpointSection.read)
        let parameters = mapping.optional("parameters").map { RequestSection.parameters($0, known: ["item"]) } ?? []
        // A success status or a blank text must never mean that the listing is gone.
        let status = mapping.optional("goneStatus")?.list?.compactMap { $0.number(400...599) } ?? [404, 410]
        let text = mapping.optional("goneText")?.list?.compactMap(\.word) ?? []
        mapping.finish()
        guard let endpoint else { return nil }
        if !parameters.contains(where: { $0.template.contains("${item}") }) {
            value.report("nothing names the offer; use ${item} in a parameter")
        }
        return RecheckRule(
            endpoint: endpoint, parameters: parameters, goneStatus: Set(status), goneText: text)
    }
}
