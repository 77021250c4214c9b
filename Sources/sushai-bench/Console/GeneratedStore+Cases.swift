internal import Domain
internal import Rulebook
internal import Store
internal import Workers

/// Notices, referrals, takedowns, and what stands beside them.
extension GeneratedStore {
    /// Routes every conclusion, and serves two of three notices.
    func route() async throws {
        for conclusion in try await store.unroutedConclusions(limit: .max) {
            _ = try await Route(context).run(conclusion: conclusion)
            time.advance(seconds: 5)
        }
        for (place, notice) in try await store.notices(in: .everywhere, limit: .max).enumerated() where place % 3 > 0 {
            try await store.serveNotice(
                number: notice.number, proof: evidence("proof", place), by: Self.officer.actor)
            time.advance(seconds: 30)
        }
    }

    /// Of twenty takedowns one stays proposed, one is withdrawn, one is confirmed only, and one is not answered.
    func takeDown() async throws {
        let basis = try LegalBasis("《中华人民共和国电子商务法》第二十九条")
        var sequences: [String: Int64] = [:]
        for (place, takedown) in try await store.takedowns(in: .everywhere, limit: .max).enumerated() {
            time.advance(seconds: 60)
            let turn = place % 20
            if turn == 0 { continue }
            if turn == 1 {
                try await store.withdrawTakedown(takedown.id, reason: "商家已自行下架", by: Self.officer)
                continue
            }
            try await store.confirmTakedown(takedown.id, basis: basis, by: Self.officer)
            guard turn != 2, try await store.publishTakedown(takedown.id, action: .remove) else { continue }
            let platform = takedown.listing.platform
            sequences[platform, default: 0] += 1
            if turn == 3 { continue }
            try await answer(sequences[platform] ?? 0, platform, turn)
        }
    }

    private func answer(_ sequence: Int64, _ platform: String, _ turn: Int) async throws {
        let outcome: ReceiptOutcome = turn == 4 ? .refused : turn == 5 ? .notFound : .removed
        let receipt = try await store.fileReceipt(
            .init(sequence: sequence, outcome: outcome, actedAt: time.now, note: turn == 4 ? "商家申诉中" : ""),
            from: platform)
        guard outcome != .refused else { return }
        for check in 0..<(turn == 6 ? 3 : 1) {
            let facts = try await store.recheckFacts(receipt: receipt.id)
            try await store.recordRecheck(
                facts, outcome: turn == 6 && check < 2 ? .stillThere : .gone, detail: "HTTP 200, 5120 bytes")
        }
    }

    /// Marks as done the jobs of what was done without a worker.
    func finishJobs() async throws {
        for kind in [JobKind.bulk, .publish] {
            _ = try await store.complete(store.claim(kind, limit: .max, leaseSeconds: 600))
        }
    }

    /// Open and resolved alerts, jobs that were set aside, and keys of programs.
    func addRest() async throws {
        for place in 0..<60 {
            let subject = "crawler:generated-\(place)"
            try await store.raise(.credentialsRefused, on: subject, "平台拒绝了密钥")
            if place % 3 > 0 { try await store.settle(.credentialsRefused, on: subject) }
        }
        for place in 0..<200 {
            let key = JobKey.pull(crawler: "generated-\(place)", slot: time.now)
            try await store.enqueue(key)
            for job in try await store.claim(key, leaseSeconds: 60) {
                try await store.fail(job, .dead(JobError(.ruleMissing, "there is no crawler “generated-\(place)”")))
            }
        }
        for (place, laboratory) in Self.laboratories.enumerated() {
            let principal = Principal(
                role: .laboratory, name: laboratory, region: nil, person: "analyst-\(place)", duty: .analyst)
            _ = try await store.issueToken(for: principal, by: .operator)
        }
    }
}
