internal import Domain
internal import GRDB

/// One person. Upper and lower case make no difference: `a1` and `A1` are not four eyes.
struct Person: Hashable {
    private let name: String

    init(_ actor: Actor) {
        name = actor.name.lowercased()
    }
}

extension Database {
    /// With four eyes, a person acts under a personal token: the token of the laboratory does not identify its user.
    func requirePerson(_ actor: Actor, of laboratory: String) throws {
        guard actor == Principal(role: .laboratory, name: laboratory, region: nil).actor,
            try hasFourEyes(laboratory)
        else { return }
        throw StoreError.conflict(
            "four eyes: this token names no person of \(laboratory); use one made with `token create --person`")
    }

    /// The persons who uploaded a file or changed a row of it.
    func authors(of upload: LabUploadRow) throws -> Set<Person> {
        let changes = try all(
            """
            SELECT DISTINCT actor FROM event
            WHERE subject = $1 AND kind IN ('row.corrected', 'rows.dismissed')
            """, "upload:\(upload.id)")
        return Set(changes.map { Person(Actor($0["actor"])) } + [Person(Actor(upload.uploader))])
    }

    /// With four eyes, only a reviewer who did not upload or correct a report withdraws it.
    func requireReviewer(
        _ actor: Actor, _ duty: LaboratoryDuty?, withdrawing number: String, of laboratory: String
    ) throws {
        let whole = Principal(role: .laboratory, name: laboratory, region: nil).actor.name
        guard actor.name == whole || actor.name.hasPrefix(whole + "/"), try hasFourEyes(laboratory)
        else { return }
        guard duty == .reviewer else {
            throw StoreError.conflict("four eyes: only a reviewer of \(laboratory) withdraws its reports")
        }
        for row in try all(
            """
            SELECT DISTINCT uploadId FROM report WHERE laboratory = $1 AND number = $2 AND uploadId IS NOT NULL
            """, laboratory, number)
        {
            guard try !authors(of: upload(row["uploadId"])).contains(Person(actor)) else {
                throw StoreError.conflict(
                    "four eyes: whoever uploaded or corrected report \(number) cannot withdraw it")
            }
        }
    }
}
