import Domain
import TestSupport

/// Persons of the laboratory.
enum People {
    static let a1 = person("a1", .analyst)
    static let a2 = person("a2", .analyst)
    static let r1 = person("r1", .reviewer)
    static let r2 = person("r2", .reviewer)

    static func person(_ name: String, _ duty: LaboratoryDuty) -> Principal {
        Principal(role: .laboratory, name: Samples.laboratory, region: nil, person: name, duty: duty)
    }
}
