internal import Domain
internal import GRDB

/// The file of the database: its pages, and the space that they give back.
///
/// These are SQLite's own statements. Another engine has its own for this.
enum DatabaseFile {
    /// Lets a new database give space back. It must be set before the first table is created; an existing file is not
    /// changed.
    static func prepare(_ database: Database) throws {
        guard try Int64.fetchOne(database, sql: "PRAGMA page_count") == 0 else { return }
        try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
    }

    /// Whether the file can give space back.
    static func givesSpaceBack(_ database: Database) throws -> Bool {
        try Int.fetchOne(database, sql: "PRAGMA auto_vacuum") == 2
    }

    /// The size of a page in bytes, and the numbers of all and of free pages.
    static func pages(_ database: Database) throws -> (size: Int64, all: Int64, free: Int64) {
        func number(_ sql: String) throws -> Int64 { try Int64.fetchOne(database, sql: sql) ?? 0 }
        return (
            try number("PRAGMA page_size"), try number("PRAGMA page_count"), try number("PRAGMA freelist_count")
        )
    }

    /// Cuts up to `pages` free pages off the file.
    static func giveBack(_ database: Database, pages: Int) throws {
        try database.execute(sql: "PRAGMA incremental_vacuum(\(pages))")
    }

    /// The bytes of the tables with their indexes. Every page of the file is read.
    static func parts(_ database: Database) throws -> [StoragePart: Int64] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT COALESCE(s.tbl_name, d.name) AS name, SUM(d.pgsize) AS bytes
                FROM dbstat d LEFT JOIN sqlite_schema s ON s.name = d.name WHERE d.aggregate = TRUE GROUP BY 1
                """)
        var parts: [StoragePart: Int64] = [:]
        for row in rows { parts[StoragePart(table: row["name"]), default: 0] += row["bytes"] }
        let (size, all, free) = try pages(database)
        parts[.free] = size * free
        // Pages that no table uses: the pointer map, which tells where each page is used.
        parts[.other, default: 0] += size * all - parts.values.reduce(0, +)
        return parts
    }
}

extension StoragePart {
    fileprivate init(table: String) {
        self = Self.tables[table] ?? .other
    }

    private static let tables: [String: StoragePart] = {
        let tables: [StoragePart: [String]] = [
            .listings: ["listing", "salesFigure"],
            .versions: ["listingVersion"],
            .sightings: ["pageSighting"],
            .pulls: ["pull", "pullPage", "pullMissing", "pullCertificate", "pullContradiction", "pageValidator"],
            .flags: [
                "listingSnapshot", "flag", "flagPriority", "flagMatch", "supervisionImport", "attentionCount",
                "shopFailure", "twin", "flagReview", "flaggedListing", "priceCell", "flagComparison",
            ],
            .quarantine: ["quarantine"],
            .sampling: [
                "samplingRun", "samplingQuota", "frameEntry", "purchaseTask", "purchase", "purchaseEvidence", "sample",
            ],
            .laboratory: [
                "laboratory", "laboratoryScope", "sampleReceipt", "blindDuplicate", "labUpload", "uploadRemark",
                "intakeRow", "report", "reportResult", "reportParticular", "reportWithdrawal", "reportHold",
                "conclusion",
                "itemJudgement", "evidence", "evidenceUpload", "sampleEvidence",
            ],
            .cases: ["notice", "referral", "takedown", "listEntry", "receipt", "recheck"],
            .events: ["event", "alert", "chainProof"],
            .jobs: ["job", "bulkAction", "bulkRow"],
        ]
        return Dictionary(uniqueKeysWithValues: tables.flatMap { part, names in names.map { ($0, part) } })
    }()
}
