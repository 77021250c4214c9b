internal import GRDB

extension Store {
    /// Gives the free pages of the database back to the disk, in steps. Returns by how many bytes the database shrank.
    ///
    /// - Parameter step: the most pages that one transaction cuts off.
    package func giveSpaceBack(step: Int = 2_000) async throws -> Int64 {
        guard try await read(DatabaseFile.givesSpaceBack) else { return 0 }
        let before = try await read(DatabaseFile.pages)
        var free = before.free
        while free > 0 {
            try Task.checkCancellation()
            let left = try await write { database, _ in
                try DatabaseFile.giveBack(database, pages: step)
                return try DatabaseFile.pages(database).free
            }
            guard left < free else { break }
            free = left
        }
        try await checkpoint()
        let after = try await read(DatabaseFile.pages)
        return (before.all - after.all) * before.size
    }

    /// Moves the write-ahead log into the database file, which shortens both. While another process reads, it does what
    /// it can.
    private func checkpoint() async throws {
        do {
            try await writer.writeWithoutTransaction { database in
                do {
                    _ = try database.checkpoint(.truncate)
                } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                    _ = try database.checkpoint(.passive)
                }
            }
        } catch let error as DatabaseError {
            throw Self.translated(error, path: nil)
        }
    }
}
