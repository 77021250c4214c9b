internal import Domain
internal import GRDB

/// One person. Upper and lower case are equal: `a1` and `A1` are the same person.
struct Person: Hashable {
    private let name: String

    init(_ actor: Actor) {
        name = actor.text.lowercased()
    }
}

extension Database {
    /// Under the four-eyes rule, a person acts with a personal token: the token of the laboratory does not identify its
    /// user.
    func requirePerson(_ actor: Actor, of laboratory: String) throws {
        guard actor == .laboratory(laboratory), try hasFourEyes(laboratory) else { return }
        throw StoreError.conflict(.personRequired(laboratory: laboratory))
    }

    /// The persons who uploaded a file or changed a row of it.
    func authors(of upload: LabUploadRow) throws -> Set<Person> {
        let changes = try all(
            "SELECT DISTINCT actor FROM event WHERE subject = $1 AND kind IN ($2, $3)", "upload:\(upload.id)",
            EventKind.rowCorrected.rawValue, EventKind.rowsDismissed.rawValue)
        return try Set(changes.map { Person(try $0.actor("actor")) } + [Person(upload.uploader)])
    }

    /// Under the four-eyes rule, only a reviewer who did not upload or correct a report may withdraw it.
    func requireReviewer(
        _ actor: Actor, _ duty: LaboratoryDuty?, withdrawing number: String, of laboratory: String
    ) throws {
        guard case .holder(.laboratory, laboratory, _) = actor, try hasFourEyes(laboratory)
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
