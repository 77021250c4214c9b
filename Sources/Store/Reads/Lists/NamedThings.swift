package import Domain
internal import GRDB

/// A thing that a text names exactly.
package enum NamedThing: Hashable, Sendable {
    case sample(Int64)
    case notice(Int64)
    case takedown(Int64)
    case listing(Int64)
}

extension Store {
    /// What an officer of `region` finds under a sample label, a report number, a notice number, the number of an entry on a
    /// platform's list, or an item number.
    ///
    /// - Parameters:
    ///   - entry: the platform and the number of an entry, if the text can be one.
    ///   - platforms: those whose item numbers are looked up.
    package func things(
        named text: String, entry: (platform: String, sequence: Int64)?, platforms: [String], in region: RegionCode
    ) async throws -> [NamedThing] {
        let within = region.prefix + "%"
        return try await read { database in
            let samples = try database.all(
                """
                SELECT s.id FROM sample s JOIN purchase p ON p.id = s.purchaseId
                WHERE s.id IN (SELECT id FROM sample WHERE label = $1 UNION SELECT sampleId FROM report WHERE number = $1)
                    AND p.sellerRegion LIKE $2 ORDER BY s.id LIMIT 20
                """, text, within)
            let notices = try database.all(
                "SELECT id FROM notice WHERE number = $1 AND copiedTo LIKE $2", text, within)
            let takedowns = try entry.map { entry in
                try database.all(
                    """
                    SELECT t.id FROM listEntry e JOIN takedown t ON t.id = e.takedownId
                    WHERE e.platform = $1 AND e.sequence = $2 AND t.region LIKE $3
                    """, entry.platform, entry.sequence, within)
            }
            let listings = try platforms.flatMap { platform in
                try database.all("SELECT id FROM listing WHERE platform = $1 AND item = $2", platform, text)
            }
            return samples.map { .sample($0["id"]) } + notices.map { .notice($0["id"]) }
                + (takedowns ?? []).map { .takedown($0["id"]) } + listings.map { .listing($0["id"]) }
        }
    }

    /// The numbers of the entries of a platform's own list with this number or this item.
    package func entries(named text: String, of platform: String) async throws -> [Int64] {
        try await read { database in
            try database.all(
                """
                SELECT e.sequence FROM listEntry e WHERE e.platform = $1 AND e.sequence = $2 AND e.action = 'remove'
                UNION SELECT e.sequence FROM listing l JOIN takedown t ON t.listingId = l.id
                    JOIN listEntry e ON e.takedownId = t.id
                    WHERE l.platform = $1 AND l.item = $3 AND e.platform = $1 AND e.action = 'remove'
                ORDER BY 1 LIMIT 20
                """, platform, Int64(text) ?? 0, text
            ).map { $0["sequence"] }
        }
    }
}
