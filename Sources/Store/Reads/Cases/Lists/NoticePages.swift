package import Domain
internal import GRDB

extension Store {
    /// One page of the notices that are copied to a bureau within `region`.
    package func notices(
        _ query: CaseQuery<NoticeList>, in region: RegionCode, at place: ListPlace = .start, limit: Int
    ) async throws -> (page: KeysetPage<NoticeRow>, count: ListCount) {
        try await read { database in
            var list = KeysetList("notice", id: "id")
            list.require("copiedTo", in: region)
            list.require("copiedTo", in: query.region)
            switch query.state {
            case .unserved: list.require("withdrawnAt IS NULL AND servedAt IS NULL")
            case .served: list.require("withdrawnAt IS NULL AND servedAt IS NOT NULL")
            case .withdrawn: list.require("withdrawnAt IS NOT NULL")
            case nil: break
            }
            return try database.casePage(list, descending: query.order.isDescending, at: place, limit: limit) { id in
                guard let row = try database.first("SELECT * FROM notice WHERE id = $1", id) else {
                    throw StoreError.notFound("notice \(id)")
                }
                return try row.noticeRow
            }
        }
    }

    /// A notice that is copied to a bureau within `region`.
    package func notice(_ id: Int64, in region: RegionCode) async throws -> NoticeRow {
        try await read { database in
            guard let row = try database.first("SELECT * FROM notice WHERE id = $1", id),
                region.contains(try row.region("copiedTo"))
            else { throw StoreError.notFound("notice \(id)") }
            return try row.noticeRow
        }
    }

    /// One page of the reminders and leads to bureaus within `region`.
    package func referrals(
        _ query: CaseQuery<ReferralList>, in region: RegionCode, at place: ListPlace = .start, limit: Int
    ) async throws -> (page: KeysetPage<ReferralRow>, count: ListCount) {
        try await read { database in
            var list = KeysetList("referral", id: "id")
            list.require("region", in: region)
            list.require("region", in: query.region)
            switch query.state {
            case .lead: list.require("withdrawnAt IS NULL AND kind = 'lead'")
            case .reminder: list.require("withdrawnAt IS NULL AND kind = 'reminder'")
            case .withdrawn: list.require("withdrawnAt IS NOT NULL")
            case nil: break
            }
            return try database.casePage(list, descending: query.order.isDescending, at: place, limit: limit) { id in
                try database.referral(id)
            }
        }
    }

    /// A reminder or lead to a bureau within `region`, with the sentences about the items that fail.
    package func referral(
        _ id: Int64, in region: RegionCode
    ) async throws -> (row: ReferralRow, failing: [String]) {
        try await read { database in
            let row = try database.referral(id)
            guard region.contains(row.region) else { throw StoreError.notFound("referral \(id)") }
            return (row, try database.failingItems(of: row.conclusion))
        }
    }
}

extension Database {
    fileprivate func referral(_ id: Int64) throws -> ReferralRow {
        guard let row = try first("\(ReferralRow.select) WHERE f.id = $1", id) else {
            throw StoreError.notFound("referral \(id)")
        }
        return try row.referralRow
    }

    /// The sentences about the items that fail, in the order of the report.
    func failingItems(of conclusion: Int64) throws -> [String] {
        try all(
            "SELECT sentence FROM itemJudgement WHERE conclusionId = $1 AND verdict = 'fails' ORDER BY ordinal",
            conclusion
        ).map { $0["sentence"] }
    }
}
