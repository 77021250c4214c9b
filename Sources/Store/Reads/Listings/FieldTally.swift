internal import Domain
internal import GRDB

extension Database {
    /// The missing, unreadable and refused values of a pull.
    func fieldTally(of pull: Int64, records: Int64) throws -> FieldTally {
        var tally = FieldTally()
        tally.records = records
        for row in try all(
            "SELECT field, records, unreadable, examples FROM pullMissing WHERE pullId = $1 ORDER BY field", pull)
        {
            guard let field = ListingField(rawValue: row["field"]) else { continue }
            tally.fields[field, default: .init()].missing += row["records"]
            tally.fields[field, default: .init()].unreadable += row["unreadable"]
            let examples: String = row["examples"]
            for line in examples.split(separator: "\n") { tally.fields[field]?.add(example: String(line)) }
        }
        // A record that contradicts another one was read; a page that cannot be read is a gap.
        let refused = try all(
            """
            SELECT code, field, COUNT(*) AS records FROM quarantine
            WHERE pullId = $1 AND resolvedAt IS NULL AND code NOT IN ($2, $3) GROUP BY code, field ORDER BY code, field
            """, pull, RecordFault.Code.conflictingRepeat.rawValue, RecordFault.Code.unreadablePage.rawValue)
        for row in refused {
            let code: String = row["code"]
            let count: Int64 = row["records"]
            let name: String? = row["field"]
            let examples = try examples(of: code, field: name, pull: pull)
            tally.refused.unreadable += count
            for text in examples { tally.refused.add(example: text) }
            // A missing value of a watched field is counted above.
            guard let field = name.flatMap(ListingField.init), code != RecordFault.Code.missingField.rawValue else {
                continue
            }
            tally.fields[field, default: .init()].unreadable += count
            for text in examples { tally.fields[field]?.add(example: text) }
        }
        return tally
    }

    /// The first values of one kind of fault; the name of the fault if there was no value.
    private func examples(of code: String, field: String?, pull: Int64) throws -> [String] {
        try all(
            """
            SELECT detail FROM quarantine
            WHERE pullId = $1 AND code = $2 AND COALESCE(field, '') = $3 AND resolvedAt IS NULL
            GROUP BY detail ORDER BY MIN(id) LIMIT 3
            """, pull, code, field ?? ""
        ).map { row in
            let detail: String = row["detail"]
            return (detail.quoted ?? RecordFault.Code(rawValue: code)?.name ?? code).asLine
        }
    }
}

extension String {
    /// The text within the first pair of quotes: the value that a fault reports.
    fileprivate var quoted: String? {
        guard let start = firstIndex(of: "“"), let end = self[start...].firstIndex(of: "”") else { return nil }
        return String(self[index(after: start)..<end])
    }
}
