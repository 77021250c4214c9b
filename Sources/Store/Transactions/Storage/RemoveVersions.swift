package import Domain
internal import GRDB

/// The versions of attributes that kept changes lead to, at one moment.
package struct VersionsInUse: Sendable {
    fileprivate var versions: Set<Int64> = []
    /// The last version at that moment. It is never removed, so that its number is not given again.
    fileprivate var last: Int64 = 0
    /// The last page at that moment. A listing that a later page changed may have left a version that was its current one
    /// then, so its versions wait for the next time.
    fileprivate var lastPage: Int64 = 0
}

extension Store {
    /// The versions that the changes of all kept pages lead to.
    ///
    /// A version that is not among them, and that neither a listing nor a snapshot refers to, is never referred to again:
    /// a listing that changes gets a new version, also if it changes back.
    package func versionsInUse() async throws -> VersionsInUse {
        try await read { try $0.versionsInUse() }
    }

    /// Removes up to `limit` unused versions after the version `after`, as `remove` does.
    package func removeVersions(
        _ rules: RetentionRules, unless used: VersionsInUse, after: Int64 = 0, limit: Int = rowsOfARemoval,
        by actor: Actor
    ) async throws -> Removal {
        guard rules.removesUnusedVersions else { return Removal() }
        return try await write { database, now in
            let done = try database.unusedVersions(used, after: after, limit: limit) { id in
                try database.run("DELETE FROM listingVersion WHERE id = $1", id)
            }
            try database.append(done, of: .versions, since: nil, rules, by: actor, at: now)
            return done
        }
    }
}

extension Database {
    /// - Parameter removed: pages whose changes do not count.
    func versionsInUse(without removed: Set<Int64> = []) throws -> VersionsInUse {
        var used = VersionsInUse()
        used.last = try value("SELECT COALESCE(MAX(id), 0) FROM listingVersion")
        used.lastPage = try value("SELECT COALESCE(MAX(id), 0) FROM pullPage")
        let current = try ByteStatement(self, "SELECT versionId FROM listing WHERE id = $1")
        // The version of each listing after the page that is read next. Pages are read from the latest to the first.
        var after: [Int64: Int64] = [:]
        let pages = try ByteStatement(
            self, "SELECT pageId, changes FROM pageSighting WHERE length(changes) > 0 ORDER BY pageId DESC")
        try pages.forEach { page in
            guard !removed.contains(page.number(0)), let bytes = page.bytes(1) else { return }
            for (listing, difference) in try StateChanges(Array(bytes)).versionDifferences() {
                var version = after[listing]
                if version == nil {
                    current.bind(listing, at: 1)
                    version = try current.first()
                }
                guard let version else { throw StoreError.inconsistent("listing \(listing) has no row") }
                after[listing] = version &- difference
                used.versions.insert(version &- difference)
            }
        }
        return used
    }

    /// Up to `limit` unused versions after the version `after`. `body` receives each of them.
    func unusedVersions(
        _ used: VersionsInUse, after: Int64, limit: Int, _ body: (Int64) throws -> Void
    ) throws -> Removal {
        var removal = Removal()
        removal.lastVersion = after
        while removal.rows < limit {
            let rows = try all(
                """
                SELECT v.id, length(v.title) + COALESCE(length(v.link), 0) + COALESCE(length(v.image), 0) AS bytes
                FROM listingVersion v JOIN listing l ON l.id = v.listingId
                WHERE v.id > $1 AND v.id < $2 AND l.versionId <> v.id AND l.changedIn <= $4
                    AND NOT EXISTS (SELECT 1 FROM listingSnapshot n WHERE n.versionId = v.id)
                ORDER BY v.id LIMIT $3
                """, removal.lastVersion, used.last, limit - removal.rows, used.lastPage)
            guard let last = rows.last else { break }
            removal.lastVersion = last["id"]
            for row in rows where !used.versions.contains(row["id"]) {
                try body(row["id"])
                removal.add(bytes: row["bytes"])
            }
        }
        return removal
    }
}
