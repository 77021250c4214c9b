/// The results of a report by item. It stores indices, so that no result is copied.
struct GroupedResults {
    let list: [ItemResult]
    /// Indices in `list`, by index of the item in the edition.
    private(set) var groups: [[Int]]
    /// The items that the edition does not know, in the order of the report.
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

    /// The results of the item at this index in the edition.
    subscript(place: Int) -> [ItemResult] {
        groups[place].map { list[$0] }
    }
}
