internal import Domain

/// Fields of a report that both formats share.
struct ReportFields {
    /// More faults than a person reads. A file full of mistakes must not create a sentence for each.
    private static let mostProblems = 1000

    private(set) var problems: [UploadFault.Problem] = []

    mutating func report(_ place: String, _ sentence: String) {
        guard problems.count < Self.mostProblems else { return }
        problems.append(.init(place: place, sentence: sentence))
    }

    /// A required text. Its length is checked when it is read.
    mutating func text(_ value: String?, _ place: String) -> String {
        guard let value, !value.isEmpty else {
            report(place, UploadWording.missing)
            return ""
        }
        return value
    }

    mutating func day(_ value: String?, _ place: String) -> CalendarDay? {
        guard let value, !value.isEmpty else { return nil }
        guard let day = WrittenDay.read(value) else {
            report(place, UploadWording.notADay(value))
            return nil
        }
        return day
    }

    mutating func requiredDay(_ value: String?, _ place: String) -> CalendarDay {
        if value?.isEmpty ?? true { report(place, UploadWording.missing) }
        return day(value, place) ?? CalendarDay(daysSince1970: 0)
    }
}
