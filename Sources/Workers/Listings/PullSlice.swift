/// The limits of one transaction of a pull.
package enum PullSlice {
    /// The maximum number of pages that wait to be stored. At this number, requests stop.
    package static let mostPages = 256
    /// The maximum number of bytes that wait to be stored: about fifteen thousand listings. The slice that is being
    /// stored may use the same amount in addition.
    package static let mostBytes = 16 << 20
}
