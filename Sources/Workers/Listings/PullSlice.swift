/// How much a pull stores in one transaction.
package enum PullSlice {
    /// Maximum number of pages that wait to be stored before requests stop.
    package static let mostPages = 256
    /// Maximum number of bytes that wait to be stored, about fifteen thousand listings. The slice that is being stored may
    /// have as many again.
    package static let mostBytes = 16 << 20
}
