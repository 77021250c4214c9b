internal import Domain
internal import GRDB

/// One person, however the name is spelt: `a1` and `A1` are not four eyes.
struct Person: Hashable {
    private let name: String

    init(_ actor: Actor) {
        name = actor.name.lowercased()
    }
}

extension Database {
    /// Where a laboratory wants four eyes, whoever acts for it says who it is: of a token of the laboratory as a whole
    /// nobody can tell later who held it.
    func requirePerson(_ actor: Actor, of laboratory: String) throws {
        guard actor == Principal(role: .laboratory, name: laboratory, region: nil).actor,
            try laboratorySettings(laboratory).fourEyes
        else { return }
        throw StoreError.conflict(
            "four eyes: this token names no person of \(laboratory); use one made with `token create --person`")
    }

    /// Who uploaded a file, or changed a row of it at any time.
    func authors(of upload: LabUploadRow) throws -> Set<Person> {
        let changes = try all(
            """
            SELECT DISTINCT actor FROM event
            WHERE subject = $1 AND kind IN ('row.corrected', 'rows.dismissed', 'upload.policy-changed')
            """, "upload:\(upload.id)")
        return Set(changes.map { Person(Actor($0["actor"])) } + [Person(Actor(upload.uploader))])
    }

    /// Whether a person of the laboratory may withdraw a report where it wants four eyes.
    func requireReviewer(
        _ actor: Actor, _ duty: LaboratoryDuty?, withdrawing number: String, of laboratory: String
    ) throws {
        let whole = Principal(role: .laboratory, name: laboratory, region: nil).actor.name
        guard actor.name == whole || actor.name.hasPrefix(whole + "/"), try laboratorySettings(laboratory).fourEyes
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
