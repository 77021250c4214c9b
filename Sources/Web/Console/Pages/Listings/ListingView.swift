internal import Domain

/// One listing. Template `listing`.
struct ListingView: Sendable {
    struct Reason: Sendable {
        let name: String
        let points: String?
        let reason: String
        let counterfactual: String
        /// `界线：z ≤ −3.00，即不高于 ¥14.50`.
        let bound: String?
        let rule: String
    }

    struct Button: Sendable {
        let value: String
        let word: String
        let isPrimary: Bool
    }

    /// What comes next, with the forms for it.
    struct NextStep: Sendable {
        let heading: String
        let tag: StateTag?
        let small: String
        let action: String
        let hidden: [HiddenField]
        let buttons: [Button]
        let ignoreHref: String?
    }

    struct Item: Sendable {
        let text: String
        var href: String?
        let small: String
        var kinds: [String] = []
    }

    let list: PageLink
    let state: String
    let sub: String
    let link: String?
    var previous: String?
    var next: String?
    var problem: String?
    let step: NextStep?
    let priority: String?
    let reasons: [Reason]
    let position: PricePosition?
    let noPosition: String?
    let pricePicture: String
    let salesPicture: String?
    let history: TableView
    let historyNote: String?
    let moreHref: String?
    let more: String?
    let facts: [Fact]
    let twins: [Item]
    let neighbours: [Fact]
    let snapshots: [Item]
    let entries: [HistoryEntry]
}
