/// The results of a report by item, in the order reported, without a dictionary for each report: laboratories send
/// thousands. One value serves one report after the other and keeps its memory.
struct ReportedResults {
    private(set) var list: [ItemResult] = []
    /// The first and last result of each item of the edition, by the item's place.
    private var ends: [Ends] = []
    /// The next result of the same item, by the place of the one before it.
    private var following: [Int] = []
    /// Whether the specimens of each item come in their order.
    private(set) var isOrdered = true
    /// The items of results that the edition does not know, in the order reported.
    private(set) var unknown: [String] = []

    private static let none = -1

    private struct Ends {
        var first = ReportedResults.none
        var last = ReportedResults.none
    }

    mutating func read(_ report: ReportSubmission, under edition: CriteriaEdition) {
        list = report.results
        ends.removeAll(keepingCapacity: true)
        ends.append(contentsOf: repeatElement(Ends(), count: edition.items.count))
        following.removeAll(keepingCapacity: true)
        following.append(contentsOf: repeatElement(Self.none, count: list.count))
        isOrdered = true
        unknown = []
        // Laboratories mostly keep the order of the form.
        var near = 0
        for index in list.indices {
            guard let place = edition.place(of: list[index].item, near: near) else {
                unknown.append(list[index].item)
                continue
            }
            near = place
            let before = ends[place].last
            if before == Self.none {
                ends[place].first = index
            } else {
                following[before] = index
                if list[before].specimen > list[index].specimen { isOrdered = false }
            }
            ends[place].last = index
        }
    }

    /// The first result of the item at this place of the edition, as its index in `list`.
    func first(_ place: Int) -> Int? {
        let index = ends[place].first
        return index == Self.none ? nil : index
    }

    /// The next result of the same item.
    func next(_ index: Int) -> Int? {
        let next = following[index]
        return next == Self.none ? nil : next
    }

    /// Whether anything is reported for an item or those that it is made of.
    func hasAny(_ place: Int, _ members: [Int?]) -> Bool {
        if first(place) != nil { return true }
        for case let member? in members where first(member) != nil { return true }
        return false
    }

    /// The result of one specimen.
    func result(_ place: Int?, specimen: Int) -> ItemResult? {
        guard let place else { return nil }
        var next = first(place)
        while let index = next {
            if list[index].specimen == specimen { return list[index] }
            next = self.next(index)
        }
        return nil
    }

    /// The specimens that something is reported of.
    func specimens(_ place: Int) -> Set<Int> {
        var found: Set<Int> = []
        var next = first(place)
        while let index = next {
            found.insert(list[index].specimen)
            next = self.next(index)
        }
        return found
    }
}
