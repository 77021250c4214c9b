/// The results of a report by item, in the order of their specimens, without a dictionary for each report: laboratories
/// send thousands.
struct ReportedResults {
    private let edition: CriteriaEdition
    private let results: [ItemResult]
    /// The first and last result of each item of the edition, and the next one of the same item behind each result; −1
    /// for none.
    private var first: [Int]
    private var last: [Int]
    private var next: [Int]
    private var isOrdered = true
    /// The items of results that the edition does not know, in the order reported.
    private(set) var unknown: [String] = []

    init(_ report: ReportSubmission, under edition: CriteriaEdition) {
        self.edition = edition
        results = report.results
        first = Array(repeating: -1, count: edition.items.count)
        last = first
        next = Array(repeating: -1, count: report.results.count)
        // Laboratories mostly keep the order of the form.
        var near = 0
        for (index, result) in report.results.enumerated() {
            guard let place = edition.place(of: result.item, near: near) else {
                unknown.append(result.item)
                continue
            }
            near = place
            let before = last[place]
            if before < 0 { first[place] = index } else { next[before] = index }
            if before >= 0, results[before].specimen > result.specimen { isOrdered = false }
            last[place] = index
        }
    }

    /// The result of the item at this place of the edition where there is exactly one, as there nearly always is.
    func only(_ place: Int) -> ItemResult? {
        let index = first[place]
        return index >= 0 && next[index] < 0 ? results[index] : nil
    }

    /// The results of the item at this place of the edition.
    subscript(place: Int) -> [ItemResult] {
        var index = first[place]
        guard index >= 0 else { return [] }
        guard next[index] >= 0 else { return [results[index]] }
        var found = [results[index]]
        while next[index] >= 0 {
            index = next[index]
            found.append(results[index])
        }
        return isOrdered ? found : found.sorted { $0.specimen < $1.specimen }
    }

    subscript(code: String) -> [ItemResult] {
        edition.places[code].map { self[$0] } ?? []
    }
}
