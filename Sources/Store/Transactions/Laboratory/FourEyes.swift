internal import Domain
internal import GRDB

/// One person, whatever the case of the letters: `a1` and `A1` are the same person.
struct Person: Hashable {
    private let name: String

    init(_ actor: Actor) {
        name = actor.text.lowercased()
    }
}

extension Database {
    /// A laboratory with review by a second person accepts no token that names no person.
    func requirePerson(_ actor: Actor, of laboratory: String) throws {
        guard actor == .laboratory(laboratory), try laboratorySettings(laboratory).fourEyes else { return }
        throw StoreError.conflict(.personRequired(laboratory: laboratory))
    }

    /// Everyone who uploaded a file or ever changed a row of it.
    func authors(of upload: LabUploadRow) throws -> Set<Person> {
        let changes = try all(
            "SELECT DISTINCT actor FROM event WHERE subject = $1 AND kind IN ($2, $3, $4)", "upload:\(upload.id)",
            EventKind.rowCorrected.rawValue, EventKind.rowsDismissed.rawValue, EventKind.uploadPolicyChanged.rawValue)
        return try Set(changes.map { Person(try $0.actor("actor")) } + [Person(upload.uploader)])
    }

    /// Whether a person of a laboratory with review by a second person may withdraw a report.
    func requireReviewer(
        _ actor: Actor, _ duty: LaboratoryDuty?, withdrawing number: String, of laboratory: String
    ) throws {
        guard case .holder(.laboratory, laboratory, _) = actor, try laboratorySettings(laboratory).fourEyes
        else { return }
        guard duty == .reviewer else {
            throw StoreError.conflict(.reviewerRequired(laboratory: laboratory))
        }
        for row in try all(
            """
            SELECT DISTINCT uploadId FROM report WHERE laboratory = $1 AND number = $2 AND uploadId IS NOT NULL
            """, laboratory, number)
        {
            guard try !authors(of: upload(row["uploadId"])).contains(Person(actor)) else {
                throw StoreError.conflict(.authorCannotWithdraw(report: number))
            }
        }
    }
}
