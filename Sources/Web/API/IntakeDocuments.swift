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
    /// Rows of held reports.
    let held: Int
    let dismissed: Int
    /// False if the import was interrupted. Uploading the same file again continues it.
    let complete: Bool
    let review: String
    let reviewReason: String?
    let receivedAt: String
    /// What the reader of the file noticed.
    let remarks: [Remark]

    struct Remark: Encodable {
        let kind: String
        let sheet: String
        let count: Int
        let sentence: String

        init(_ remark: UploadRemark) {
            kind = remark.kind.rawValue
            sheet = remark.sheet
            count = remark.count
            sentence = UploadRemarkWording.sentence(remark)
        }
    }

    init(_ row: LabUploadRow) {
        upload = row.id
        name = row.name.isEmpty ? nil : row.name
        form = row.form
        contentHash = row.contentHash
        rows = row.rows
        taken = row.taken
        waiting = row.waiting
        duplicates = row.duplicates
        held = row.held
        dismissed = row.dismissed
        complete = row.isRead
        review = row.review.rawValue
        reviewReason = row.reviewReason
        receivedAt = row.receivedAt.utc
        remarks = row.remarks.map(Remark.init)
    }
}

/// The result of an upload, report by report.
struct IntakeDocument: Encodable {
    struct Report: Encodable {
        let number: String
        let sample: String?
        /// `filed`, `unchanged`, `waiting` or `held`.
        let status: String
        let version: Int?
        let results: Int
        /// The number of rows with a fault.
        let faultyRows: Int
        let detail: String?
    }

    /// The maximum number of listed reports. The counts of the upload include all.
    static let mostReports = 10_000

    let upload: UploadDocument
    let reports: [Report]

    init(_ intake: IntakeSummary) {
        upload = UploadDocument(intake.upload)
        reports = intake.reports.prefix(Self.mostReports).map {
            Report(
                number: $0.number, sample: $0.label, status: $0.status.rawValue, version: $0.version, results: $0.rows,
                faultyRows: $0.faultyRows, detail: $0.fault?.sentence)
        }
    }
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
    /// The context of the row: the column names of a CSV file, or the JSON report without its results.
    let header: String?
    /// The row that arrived, or its corrected text. Bytes that are not UTF-8 are shown as U+FFFD.
    let row: String
    /// The length of the row; a list contains only its beginning.
    let bytes: Int

    init(_ row: KeptIntakeRow) {
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
        bytes = row.size
    }
}

struct ReplayDocument: Encodable {
    let taken: Int
    let duplicates: Int
    let waiting: Int
    let held: Int

    init(_ summary: IntakeReplay.RowCounts) {
        taken = summary[.taken]
        duplicates = summary[.duplicate]
        waiting = summary[.waiting]
        held = summary[.held]
    }
}

/// A line of the quality table. Shares are text such as `12.50%`. A share with the denominator 0 is left out.
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
