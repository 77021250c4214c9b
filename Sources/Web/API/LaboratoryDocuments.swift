internal import Domain
internal import Store
internal import Workers

/// A sample as its laboratory may see it: label, product, the items to test, and the laboratory's own reports.
///
/// Every member of this type is visible to the laboratory. A test lists them all.
struct BlindSampleDocument: Encodable {
    struct Item: Encodable, Hashable {
        let code: String
        let name: String
        let unit: String
        let method: String
    }

    struct Declaration: Encodable {
        /// The Chinese meaning of values and numbers.
        struct Meaning: Encodable {
            let value: String
            let title: String
        }

        let name: String
        let title: String
        let unit: String?
        let values: [String]
        let meanings: [Meaning]
    }

    let label: String
    let product: String
    let productName: String
    let receivedOn: String?
    let reportNumber: String?
    let items: [Item]
    /// The declared properties of the sample (标称) that the report must contain. Without them, items cannot be judged.
    let declares: [Declaration]

    init(_ row: LaboratorySampleRow, criteria: ProductCriteria?) {
        label = row.label
        product = row.product
        productName = criteria?.name ?? row.product
        receivedOn = row.receivedOn?.text
        reportNumber = row.reportNumber
        // The editions in force on the day of the purchase. There are several if the production date decides between
        // them; the laboratory must find out that date.
        let editions = (criteria?.editions ?? []).filter { $0.periods.contains { $0.sold.contains(row.soldOn) } }
        let inForce = editions.flatMap(\.items)
        var seen: Set<Item> = []
        // Alternative items are not tested themselves.
        items = inForce.filter { !$0.isAlternative }
            .map { Item(code: $0.code, name: $0.name, unit: $0.unit, method: $0.method) }
            .filter { seen.insert($0).inserted }
        var names: Set<String> = []
        declares = editions.flatMap { edition in criteria.map { edition.declarations(of: $0) } ?? [] }
            .filter { names.insert($0.name).inserted }
            .map { declaration in
                Declaration(
                    name: declaration.name, title: declaration.title, unit: declaration.unit,
                    values: declaration.values.map(\.code),
                    meanings: declaration.values.map { .init(value: $0.code, title: $0.title) })
            }
    }
}

struct ReportDocument: Encodable {
    struct Item: Encodable {
        let item: String
        let specimen: Int
        let verdict: String
        let reason: String
        let sentence: String
    }

    let number: String
    let version: Int
    let sample: String
    let product: String
    let receivedAt: String
    let verdict: String?
    let hazard: String?
    let conclusion: String?
    let edition: String?
    let ruleHash: String?
    /// Why it was withdrawn. Its verdict is then no longer valid.
    let withdrawnReason: String?
    /// Items that the criteria do not contain.
    let unknownItems: [String]
    let items: [Item]
    /// Set while required evidence is missing.
    let awaitingEvidence: AwaitingEvidence?

    init(_ row: ReportRow, _ judged: [ItemJudgementRow]) {
        number = row.number
        version = row.version
        sample = row.label
        product = row.product
        receivedAt = row.receivedAt.utc
        verdict = row.verdict?.rawValue
        hazard = row.hazard?.rawValue
        conclusion = row.sentence
        edition = row.edition
        ruleHash = row.ruleHash
        withdrawnReason = row.withdrawnReason
        unknownItems = row.unknownItems
        items = judged.map {
            Item(
                item: $0.item, specimen: $0.specimen, verdict: $0.verdict.rawValue, reason: $0.reason,
                sentence: $0.sentence)
        }
        awaitingEvidence = row.missingEvidence.isEmpty ? nil : AwaitingEvidence(row.missingEvidence)
    }

    struct AwaitingEvidence: Encodable {
        struct Need: Encodable {
            let anyOf: [String]
            let least: Int
        }

        let missing: [Need]
        let sentence: String

        init(_ missing: [EvidenceNeed]) {
            self.missing = missing.map { Need(anyOf: $0.anyOf.map(\.rawValue), least: $0.least) }
            sentence = EvidenceWording.held(missing)
        }
    }
}
