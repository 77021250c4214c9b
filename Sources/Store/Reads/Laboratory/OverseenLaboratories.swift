package import Domain
internal import GRDB

/// A laboratory as officers see it.
package struct OverseenLaboratory: Sendable {
    package let name: String
    package let fourEyes: Bool
    package let details: LaboratoryDetails
    package let scope: ScopeState
    /// The entries that are recorded, also if the check is waived.
    package let entries: [LaboratoryScope.Entry]
    /// Uploads with rows of held reports.
    package let heldUploads: Int
    /// Rows that are held because of the scope.
    package let rowsOutOfScope: Int
    /// The events of the laboratory, latest first.
    package let events: [ChainedEvent]
}

extension Store {
    /// A laboratory; one without any record has the defaults.
    package func overseenLaboratory(_ name: String) async throws -> OverseenLaboratory {
        try await read { database in
            OverseenLaboratory(
                name: name, fourEyes: try database.hasFourEyes(name), details: try database.laboratoryDetails(name),
                scope: try database.scopeState(of: name), entries: try database.scopeRows(of: name).map(\.entry),
                heldUploads: Int(
                    try database.value("SELECT COUNT(*) FROM labUpload WHERE laboratory = $1 AND held > 0", name)),
                rowsOutOfScope: Int(try database.rowsOutOfScope(of: name)),
                events: try database.latestEvents(of: ["laboratory:" + name]))
        }
    }

    /// The number of rows of a laboratory that are held because of its scope.
    package func rowsOutOfScope(of laboratory: String) async throws -> Int {
        try await read { Int(try $0.rowsOutOfScope(of: laboratory)) }
    }

    /// The laboratories that are recorded, each with its scope, and the number of its uploads with rows of held reports.
    package func overseenLaboratories() async throws -> [(name: String, scope: ScopeState, heldUploads: Int)] {
        try await read { database in
            var held: [String: Int] = [:]
            for row in try database.all("SELECT laboratory FROM labUpload WHERE held > 0") {
                held[row["laboratory"], default: 0] += 1
            }
            let recorded = try database.all("SELECT name FROM laboratory").map { $0["name"] as String }
            return try Set(recorded).union(held.keys).sorted().map { name in
                (name, try database.scopeState(of: name), held[name] ?? 0)
            }
        }
    }
}

extension Database {
    fileprivate func rowsOutOfScope(of laboratory: String) throws -> Int64 {
        try value(
            """
            SELECT COUNT(*) FROM labUpload u JOIN intakeRow i ON i.uploadId = u.id AND i.state = 'held'
            WHERE u.laboratory = $1 AND u.held > 0 AND i.code IN ($2, $3)
            """, laboratory, IntakeFault.Code.scopeMissing.rawValue, IntakeFault.Code.outOfScope.rawValue)
    }
}
