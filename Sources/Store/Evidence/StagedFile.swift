#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A file that is received as a whole. The last reference removes it. Its lock shows that its process is alive.
final class StagedFile: Sendable {
    let path: String
    let file: EvidenceFile

    init(in folder: String) throws(EvidenceVault.Refusal) {
        try EvidenceVault.make(folder)
        while true {
            let path = folder + "/" + Self.name()
            guard let file = try EvidenceFile.open(toWrite: path, new: true), file.lock(), file.names == 1 else {
                // The cleaner removed it between creation and locking.
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

    /// 128 random bits: several machines or containers can share the folder, so process ids can repeat.
    private static func name() -> String {
        var source = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(UInt64.random(in: 0...UInt64.max, using: &source), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
        .joined()
    }
}
