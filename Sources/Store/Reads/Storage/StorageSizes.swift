package import Domain
internal import GRDB

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

extension Store {
    /// The sizes now. Every page of the database is read, which takes minutes for a large one.
    package func measureStorage() async throws -> StorageMeasure {
        let (day, log) = (clock.now().day(), fileBytes(path + "-wal"))
        return try await read { database in
            StorageMeasure(
                day: day, parts: try DatabaseFile.parts(database), logBytes: log,
                evidenceBytes: try database.value("SELECT COALESCE(SUM(bytes), 0) FROM evidence")
                    + database.value("SELECT COALESCE(SUM(received), 0) FROM evidenceUpload WHERE state = 'open'"))
        }
    }

    /// The stored measures of the last days, oldest first.
    package func storageMeasures(limit: Int) async throws -> [StorageMeasure] {
        try await read { database in
            try database.all("SELECT * FROM storageMeasure ORDER BY day DESC LIMIT $1", limit).reversed().map { row in
                var parts: [StoragePart: Int64] = [:]
                for part in try database.all(
                    "SELECT part, bytes FROM storagePart WHERE day = $1", row["day"] as String)
                {
                    parts[try part.word("part")] = part["bytes"]
                }
                return StorageMeasure(
                    day: try row.day("day"), parts: parts, logBytes: row["logBytes"],
                    evidenceBytes: row["evidenceBytes"])
            }
        }
    }

    /// The disk of the database; nil if the system does not report it.
    package func databaseDisk() -> DiskSpace? {
        DiskSpace(ofFolder: path)
    }

    /// The path of the database file.
    private var path: String {
        writer.path
    }

    /// The size of a file; 0 if it does not exist.
    private func fileBytes(_ path: String) -> Int64 {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : 0
    }
}
