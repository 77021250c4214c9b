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

    init(in folder: String) throws(EvidenceVault.Refusal) {
        try EvidenceVault.make(folder)
        while true {
            let path = folder + "/" + Self.name()
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

    /// 128 bits of chance, new each time: several machines or containers may share the folder, where numbers of processes
    /// repeat, and a file that is there already is somebody else's.
    private static func name() -> String {
        var source = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(UInt64.random(in: 0...UInt64.max, using: &source), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
        .joined()
    }
}
