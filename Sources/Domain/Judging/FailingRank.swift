/// How often an item fails among the items of its product, as public pages state it.
package struct FailingRank: Hashable, Sendable {
    /// 1 for the item that fails most often. No two items of an edition have the same rank.
    package let rank: Int
    /// The page that states it.
    package let note: String

    package init(rank: Int, note: String) {
        self.rank = rank
        self.note = note
    }
}
