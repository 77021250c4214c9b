/// The results of a report by item, as indices, so that no result is copied.
struct GroupedResults {
    let list: [ItemResult]
    /// Indices in `list`, by the place of their item in the edition.
    private(set) var groups: [[Int]]
    /// The items that the edition does not know, in the order reported.
    private(set) var unknown: [String] = []

    init(_ list: [ItemResult], under edition: CriteriaEdition) {
        self.list = list
        groups = Array(repeating: [], count: edition.items.count)
        for index in list.indices {
            if let place = edition.place(of: list[index].item) {
                groups[place].append(index)
            } else {
                unknown.append(list[index].item)
            }
        }
    }

    /// The results of the item at this place of the edition.
    subscript(place: Int) -> [ItemResult] {
        groups[place].map { list[$0] }
    }
}
