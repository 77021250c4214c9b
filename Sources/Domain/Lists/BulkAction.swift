/// The rows of a list that one action applies to.
package enum BulkSelection: Hashable, Sendable {
    /// A chosen row, with the number of the last decision that the person saw; nil if not stated.
    package struct ChosenRow: Hashable, Sendable {
        package let subject: Int64
        package let seen: Int64?

        package init(_ subject: Int64, seen: Int64? = nil) {
            self.subject = subject
            self.seen = seen
        }

        /// `123.7`: the row 123 after the decision 7.
        package var text: String {
            seen.map { "\(subject).\($0)" } ?? String(subject)
        }

        package init?(text: String) {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
            guard let subject = parts[0], subject > 0, parts.count <= 2 else { return nil }
            guard parts.count == 2 else {
                self.init(subject)
                return
            }
            guard let seen = parts[1], seen >= 0 else { return nil }
            self.init(subject, seen: seen)
        }
    }

    case rows([ChosenRow])
    /// All rows that match the conditions.
    case all(QueryItems)
}

/// What a person wants to do with many rows of a list.
package struct BulkRequest: Hashable, Sendable {
    /// `ListQuery.page`.
    package let page: String
    /// The code of the action: `ignore`.
    package let action: String
    package let reason: String?
    package let selection: BulkSelection
    /// What appeared or changed later is left out.
    package let moment: Timestamp
    /// The number of rows that the person was shown.
    package let expected: Int
    /// The one-time key of the form.
    package let key: String

    package init(
        page: String, action: String, reason: String?, selection: BulkSelection, moment: Timestamp, expected: Int,
        key: String
    ) {
        self.page = page
        self.action = action
        self.reason = reason
        self.selection = selection
        self.moment = moment
        self.expected = expected
        self.key = key
    }
}

/// Why an action did not change a row. Stored; never renamed.
package enum BulkFault: String, CaseIterable, Sendable {
    /// Someone else decided after the person had looked.
    case overtaken
    /// The listing was flagged again after the person had looked.
    case flaggedAgain = "flagged-again"
    case nothingToUndo = "nothing-to-undo"
    /// The row is not in the list any more.
    case gone
    /// A record of a feed, or a whole page, that still cannot be read.
    case unreadable
    /// The record was readable and contradicts another record of its pull.
    case contradicted
    /// The rule file of its feed does not exist any more.
    case noCrawler = "no-crawler"
    /// The listings of its pull are removed.
    case expired

    package var sentence: String {
        switch self {
        case .overtaken: "其间已由他人办理"
        case .flaggedAgain: "其间又有新的标记，请重新查看"
        case .nothingToUndo: "没有可以撤销的决定"
        case .gone: "该行已不存在"
        case .unreadable: "仍不可读"
        case .contradicted: "与同一商品的另一条记录不一致，不能重读"
        case .noCrawler: "采集来源的文件已不存在"
        case .expired: "所属采集已过保存期限，不能重读"
        }
    }
}
