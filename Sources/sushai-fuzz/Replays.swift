internal import Domain
internal import Feeds

/// The invariants of reading quarantined records again.
enum Replays {
    /// Only the first records of a large page are checked.
    private static let most = 12

    /// Under the same rules, a refused record is refused again. If it becomes a listing, one of the two readings is
    /// wrong.
    static func violation(of page: ParsedPage, _ crawler: Crawler) -> String? {
        for record in page.quarantined.prefix(most) {
            switch PageParser.replay(record.bytes, context: record.context, crawler: crawler) {
            case .failure(let fault):
                guard !fault.detail.isEmpty else { return "a record read again has no reason" }
            case .success(let batch):
                guard batch.rows.count == 1 else { return "a record read again became \(batch.rows.count) listings" }
                return
                    "\(record.place) was quarantined (\(record.fault.detail)), but becomes a listing when it is read again"
            }
        }
        return nil
    }
}
