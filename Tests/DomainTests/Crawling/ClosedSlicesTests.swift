import Domain
import Testing

struct ClosedSlicesTests {
    /// The same with a plain set of page numbers, for comparison.
    private struct Naive {
        var pages: Set<Int> = []
        var lasts: Set<Int> = []

        var last: Int? {
            pages.max().flatMap { lasts.contains($0) ? $0 : nil }
        }

        var intervals: [ClosedRange<Int>] {
            pages.sorted().reduce(into: []) { runs, page in
                if let end = runs.last?.upperBound, end == page - 1 {
                    runs[runs.count - 1] = runs[runs.count - 1].lowerBound...page
                } else {
                    runs.append(page...page)
                }
            }
        }
    }

    @Test("Slices agree with a plain set of page numbers, in any order of the pages", arguments: 0..<200)
    func againstASet(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var slices = ClosedSlices()
        var naive = Naive()
        for _ in 0..<60 {
            let page = Int.random(in: 1...40, using: &random)
            // A stored page is never stored again with another value of `isLast`.
            guard !naive.pages.contains(page) else { continue }
            let isLast = Int.random(in: 0..<8, using: &random) == 0
            slices.close(page, isLast: isLast)
            naive.pages.insert(page)
            if isLast { naive.lasts.insert(page) }
            #expect(slices.intervals == naive.intervals)
            #expect(slices.last == naive.last)
            #expect(slices.count == naive.pages.count)
            #expect(slices.highest == naive.pages.max())
            let missing = (1...(naive.pages.max() ?? 1)).filter { !naive.pages.contains($0) }
            #expect(slices.holes(from: 1).flatMap { Array($0) } == missing)
            let first = Int.random(in: 1...40, using: &random)
            #expect(slices.firstOpen(from: first) == (first...100).first { !naive.pages.contains($0) })
            #expect((0...41).allSatisfy { slices.contains($0) == naive.pages.contains($0) })
            #expect(slices.isWhole(from: 1) == (naive.last != nil && missing.isEmpty))
        }
    }

    @Test("A hole stays visible when later pages are added, and disappears when its pages are added")
    func holes() {
        var slices = ClosedSlices()
        for page in [1, 2, 5, 6] { slices.close(page) }
        slices.close(9, isLast: true)
        #expect(slices.holes(from: 1) == [3...4, 7...8])
        #expect(!slices.isWhole(from: 1))
        for page in [3, 4, 8, 7] { slices.close(page) }
        #expect(slices.intervals == [1...9])
        #expect(slices.isWhole(from: 1))
    }

    @Test("A page after the last page makes the last page unknown")
    func goesOn() {
        var slices = ClosedSlices()
        slices.close(3, isLast: true)
        #expect(slices.last == 3)
        slices.close(5)
        #expect(slices.last == nil)
        #expect(slices.holes(from: 3) == [4...4])
    }
}
