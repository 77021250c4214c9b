/// How much a pull stores at once: one transaction, and so one wait for the disk.
package enum PullSlice {
    /// Pages that wait to be stored; then no further ones are asked for.
    package static let mostPages = 256
    /// Bytes that wait to be stored, about fifteen thousand listings; up to as many again are being stored beside them.
    package static let mostBytes = 16 << 20
}
