internal import Domain
internal import Files

/// The rows of one report number; rows whose number could not be read are a group of their own.
struct RowGroup: Sendable {
    private(set) var rows: [IntakeRow] = []
    private(set) var unreadable: [UnreadableRow] = []

    /// Nil for rows that name no report.
    var number: String? {
        rows.first?.head.number ?? unreadable.first?.reportNumber
    }

    var count: Int {
        rows.count + unreadable.count
    }

    private mutating func add(_ row: ReadRow) {
        switch row {
        case .row(let row): rows.append(row)
        case .unreadable(let row): unreadable.append(row)
        }
    }

    /// Rows by report number, in the order in which the numbers first appear: the same file gives the same groups, which
    /// is what an import that was broken off goes on by.
    static func groups(of rows: some Sequence<ReadRow>) -> [RowGroup] {
        var groups: [RowGroup] = []
        var places: [String?: Int] = [:]
        // Rows of a report mostly lie together.
        var last: (number: String?, place: Int)?
        for row in rows {
            let number = row.reportNumber
            if let last, last.number == number {
                groups[last.place].add(row)
                continue
            }
            let place = places[number] ?? groups.count
            if place == groups.count {
                groups.append(RowGroup())
                places[number] = place
            }
            groups[place].add(row)
            last = (number, place)
        }
        return groups
    }
}

extension [RowGroup] {
    /// The groups from `start` on in parts of about `rows` rows: what one transaction takes.
    func parts(from start: Int, rows: Int) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var begin = start
        var size = 0
        for index in indices.dropFirst(start) {
            size += self[index].count
            guard size >= rows || index == count - 1 else { continue }
            parts.append(begin..<index + 1)
            begin = index + 1
            size = 0
        }
        return parts
    }
}
