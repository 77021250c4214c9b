internal import Domain
internal import Store
internal import Workers

/// The answers about uploads and their rows, as the API document describes them.
struct UploadDocument: Encodable {
    let upload: Int64
    let name: String?
    let form: String
    let contentHash: String
    let rows: Int
    let taken: Int
    let waiting: Int
    let duplicates: Int
    let quarantined: Int
    let dismissed: Int
    /// False where the import was broken off; the same upload again carries on.
    let complete: Bool
    let incomplete: String
    let review: String
    let reviewReason: String?
    let receivedAt: String

    init(_ row: LabUploadRow) {
        upload = row.id
        name = row.name.isEmpty ? nil : row.name
        form = row.form
        contentHash = row.contentHash
        rows = row.rows
        taken = row.taken
        waiting = row.waiting
        duplicates = row.duplicates
        quarantined = row.quarantined
        dismissed = row.dismissed
        complete = row.isRead
        incomplete = row.incomplete.rawValue
        review = row.review.rawValue
        reviewReason = row.reviewReason
        receivedAt = row.receivedAt.utc
    }
}

struct UploadList: Encodable {
    let uploads: [UploadDocument]
}

/// What became of an upload, report by report.
struct IntakeDocument: Encodable {
    struct Report: Encodable {
        let number: String
        let sample: String
        /// `filed`, `unchanged`, `waiting` or `quarantined`.
        let status: String
        let version: Int?
        let results: Int
        let quarantined: Int
        let detail: String?
    }

    /// So many reports are listed; the counts of the upload are of all.
    static let mostReports = 10_000

    let upload: UploadDocument
    let reports: [Report]

    init(_ intake: IntakeSummary) {
        upload = UploadDocument(intake.upload)
        reports = intake.reports.prefix(Self.mostReports).map {
            Report(
                number: $0.number, sample: $0.label, status: $0.status.rawValue, version: $0.version, results: $0.rows,
                quarantined: $0.quarantined, detail: $0.fault?.sentence)
        }
    }
}

struct IntakeRowList: Encodable {
    let rows: [IntakeRowDocument]
}

struct IntakeRowDocument: Encodable {
    let id: Int64
    let upload: Int64
    let place: String
    let report: String?
    let state: String
    let code: String?
    let field: String?
    let detail: String?
    /// The names of its columns, as CSV; left out where the upload was JSON.
    let header: String?
    /// The row as it arrived, or as it was corrected since. Bytes that are no UTF-8 show as U+FFFD.
    let row: String

    init(_ row: IntakeRowRow) {
        id = row.id
        upload = row.upload
        place = row.place
        report = row.reportNumber
        state = row.state.rawValue
        code = row.code
        field = row.field
        detail = row.detail
        header = row.header.isEmpty ? nil : String(decoding: row.header, as: UTF8.self)
        self.row = String(decoding: row.corrected ?? row.bytes, as: UTF8.self)
    }
}

struct ReplayDocument: Encodable {
    let taken: Int
    let duplicates: Int
    let waiting: Int
    let quarantined: Int
    let dismissed: Int

    init(_ summary: IntakeReplay.Summary) {
        taken = summary.taken
        duplicates = summary.duplicates
        waiting = summary.waiting
        quarantined = summary.quarantined
        dismissed = summary.dismissed
    }
}

struct QualityList: Encodable {
    let laboratories: [QualityDocument]
}

/// A line of the quality table; shares are text such as `12.50%`, left out where there is nothing to take a share of.
struct QualityDocument: Encodable {
    let laboratory: String
    let samples: Int
    let reported: Int
    let withoutReceipt: Int
    let medianDays: Int64?
    let longestDays: Int64?
    let corrected: Int
    let correctionRate: String?
    let withdrawn: Int
    let rows: Int
    let quarantined: Int
    let quarantineRate: String?
    let duplicates: Int
    let agreement: String?
    let itemAgreement: String?

    init(_ line: LaboratoryQuality.Line) {
        laboratory = line.laboratory
        samples = line.samples
        reported = line.reported
        withoutReceipt = line.withoutReceipt
        medianDays = line.medianDays
        longestDays = line.longestDays
        corrected = line.corrected
        correctionRate = line.correctionRate
        withdrawn = line.withdrawn
        rows = line.rows
        quarantined = line.quarantined
        quarantineRate = line.quarantineRate
        duplicates = line.duplicates
        agreement = line.agreement
        itemAgreement = line.itemAgreement
    }
}
