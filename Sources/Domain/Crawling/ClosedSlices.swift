/// The stored pages of one query, as ranges of page numbers. A missing page is a gap between two ranges.
package struct ClosedSlices: Hashable, Sendable {
    /// In ascending order. At least one page is missing between two intervals.
    package private(set) var intervals: [ClosedRange<Int>] = []
    /// The last page of the feed; nil if it is not known.
    package private(set) var last: Int?

    package init() {}

    /// Adds `page`. If `page` is after the known last page, the last page becomes unknown again.
    package mutating func close(_ page: Int, isLast: Bool = false) {
        if isLast, page >= highest ?? page {
            last = page
        } else if let end = last, page > end {
            last = nil
        }
        insert(page)
    }

    package func contains(_ page: Int) -> Bool {
        let index = firstInterval(endingAtOrAfter: page)
        return index < intervals.count && intervals[index].contains(page)
    }

    /// The highest stored page.
    package var highest: Int? {
        intervals.last?.upperBound
    }

    package var count: Int {
        intervals.reduce(0) { $0 + $1.count }
    }

    /// The missing ranges between `first` and the highest stored page.
    package func holes(from first: Int) -> [ClosedRange<Int>] {
        var holes: [ClosedRange<Int>] = []
        var next = first
        for interval in intervals where interval.upperBound >= first {
            if interval.lowerBound > next { holes.append(next...(interval.lowerBound - 1)) }
            next = interval.upperBound + 1
        }
        return holes
    }

    /// The lowest page from `first` that is not stored.
    package func firstOpen(from first: Int) -> Int {
        let index = firstInterval(endingAtOrAfter: first)
        guard index < intervals.count, intervals[index].contains(first) else { return first }
        return intervals[index].upperBound + 1
    }

    /// Whether the last page is known, and every page from `first` to it is stored.
    package func isWhole(from first: Int) -> Bool {
        guard let last else { return false }
        return firstOpen(from: first) > last
    }

    private mutating func insert(_ page: Int) {
        let index = firstInterval(endingAtOrAfter: page)
        if index < intervals.count, intervals[index].contains(page) { return }
        let joinsBefore = index > 0 && intervals[index - 1].upperBound == page - 1
        let joinsAfter = index < intervals.count && intervals[index].lowerBound == page + 1
        switch (joinsBefore, joinsAfter) {
        case (true, true):
            intervals[index - 1] = intervals[index - 1].lowerBound...intervals[index].upperBound
            intervals.remove(at: index)
        case (true, false): intervals[index - 1] = intervals[index - 1].lowerBound...page
        case (false, true): intervals[index] = page...intervals[index].upperBound
        case (false, false): intervals.insert(page...page, at: index)
        }
    }

    private func firstInterval(endingAtOrAfter page: Int) -> Int {
        var low = 0
        var high = intervals.count
        while low < high {
            let middle = (low + high) / 2
            if intervals[middle].upperBound < page { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
