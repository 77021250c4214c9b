internal import FoundationEssentials
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A file that is being taken in whole. It goes away with the last reference to it; the lock on it tells a sweeper that
/// its process lives.
final class StagedFile: Sendable {
    let path: String
    let file: EvidenceFile

    /// Files begun by this process; two that arrive at once must not share a name.
    private static let begun = Atomic<Int>(0)

    init(in folder: String) throws(EvidenceVault.Refusal) {
        try EvidenceVault.make(folder)
        while true {
            let number = Self.begun.wrappingAdd(1, ordering: .relaxed).newValue
            let path = folder + "/\(getpid())-\(number)"
            // What a process of the same number left behind when it died.
            unlink(path)
            guard let file = try EvidenceFile.open(toWrite: path, new: true), file.lock(), file.names == 1 else {
                // A sweeper took it between its making and its locking.
                continue
            }
            self.path = path
            self.file = file
            return
        }
    }

    deinit {
        unlink(path)
    }
}
