internal import Domain
internal import GRDB

/// Keeps the rows of an upload that did not become results, with their bytes and the reason.
struct IntakeRowWriter {
    private let upload: Int64
    private let now: Timestamp
    private let insert: ByteStatement

    init(_ database: Database, upload: Int64, at now: Timestamp) throws {
        self.upload = upload
        self.now = now
        insert = try ByteStatement(
            database,
            """
            INSERT INTO intakeRow (uploadId, ordinal, place, reportNumber, state, code, field, detail, bytes, createdAt,
                against)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """)
    }

    func setAside(_ report: DecidedReport, _ bytes: (Int) -> [UInt8]) throws {
        insert.bind(report.against.map(Int64.init), at: 11)
        for row in report.unreadable {
            try keep(row.ordinal, row.place, row.reportNumber, .quarantined, row.fault, bytes(row.ordinal))
        }
        guard let decision = report.decision else { return }
        for (row, fate) in zip(decision.rows, decision.fates) {
            switch fate {
            case .taken, .duplicate: continue
            case .waiting:
                try keep(row.ordinal, row.place, row.head.number, .waiting, nil, bytes(row.ordinal))
            case .quarantined(let fault):
                try keep(row.ordinal, row.place, row.head.number, .quarantined, fault, bytes(row.ordinal))
            }
        }
    }

    private func keep(
        _ ordinal: Int, _ place: String, _ number: String?, _ state: IntakeRowState, _ fault: IntakeFault?,
        _ bytes: [UInt8]
    ) throws {
        insert.bind(upload, at: 1)
        insert.bind(Int64(ordinal), at: 2)
        try insert.bind(copying: place, at: 3)
        // An unreadable number may hold anything, a NUL too; it is in the bytes.
        try insert.bind(copying: number.flatMap { $0.holdsControlCharacters() ? nil : $0 }, at: 4)
        try insert.bind(copying: state.rawValue, at: 5)
        try insert.bind(copying: fault?.code.rawValue, at: 6)
        try insert.bind(copying: fault?.field, at: 7)
        try insert.bind(copying: fault?.sentence.withoutControlCharacters, at: 8)
        insert.bind(now.milliseconds, at: 10)
        _ = try bytes.withUnsafeBytes { bytes in
            insert.bind(blob: bytes, at: 9)
            return try insert.insert()
        }
    }
}
