/// The results of a report by item. It stores indices, so that no result is copied, in two arrays for all items:
/// laboratories send thousands of reports.
struct GroupedResults {
    let list: [ItemResult]
    /// Indices in `list`, sorted by the item's index in the edition.
    private var order: [Int]
    /// Where the results of each item end in `order`, by the item's index in the edition.
    private var ends: [Int]
    /// The items that the edition does not know, in the order of the report.
    private(set) var unknown: [String] = []

    init(_ list: [ItemResult], under edition: CriteriaEdition) {
        self.list = list
        ends = Array(repeating: 0, count: edition.items.count)
        var places: [Int] = []
        places.reserveCapacity(list.count)
        var expected = 0
        // Only the code is read, because a whole result would be copied.
        for index in list.indices {
            let place = edition.place(of: list[index].item, near: expected) ?? -1
            places.append(place)
            if place < 0 {
                unknown.append(list[index].item)
            } else {
                ends[place] += 1
                expected = place
            }
        }
        var sum = 0
        for place in ends.indices {
            let count = ends[place]
            ends[place] = sum
            sum += count
        }
        order = Array(repeating: 0, count: sum)
        for (index, place) in places.enumerated() where place >= 0 {
            order[ends[place]] = index
            ends[place] += 1
        }
    }

    /// The indices in `list` of the results of the item at this index in the edition.
    func group(_ place: Int) -> ArraySlice<Int> {
        order[(place == 0 ? 0 : ends[place - 1])..<ends[place]]
    }

    /// The results of the item at this index in the edition.
    subscript(place: Int) -> [ItemResult] {
        group(place).map { list[$0] }
    }
}
