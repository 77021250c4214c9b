internal import Domain
internal import FoundationEssentials

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Walking through the vault, for what looks after it. All of it blocks; keep it off the cooperative threads.
extension EvidenceVault {
    /// The hashes under which files lie, a folder at a time, in order.
    package func hashes() -> [[String]] {
        names(in: folder).filter { $0.utf8.count == 2 }.map { prefix in
            names(in: folder + "/" + prefix).filter { Digest.isSHA256($0) && $0.hasPrefix(prefix) }
        }
    }

    /// Files and folders that no version of the program would name so, as paths within the vault. Halves that an earlier
    /// version left (`….part`) are among them.
    package func strays() -> [String] {
        let own: Set<String> = [Self.staging, Self.uploads, Self.orphans]
        return names(in: folder).filter { !own.contains($0) }.flatMap { prefix in
            names(in: folder + "/" + prefix).filter { !Digest.isSHA256($0) || !$0.hasPrefix(prefix) }
                .map { prefix + "/" + $0 }
        }
    }

    /// The uploads that have a part.
    package func parts() -> [String] {
        names(in: folder + "/" + Self.uploads).filter(Self.isUpload)
    }

    /// What the file under `hash` is, read from its first byte to its last.
    package func check(_ hash: String, bytes: Int64) -> EvidenceCondition {
        guard let file = try? EvidenceFile.open(toRead: path(of: hash)) else { return .missing }
        guard file.size == bytes, (try? file.sha256()) == hash else { return .changed }
        return .whole
    }

    /// Removes what dead processes left of files that they were taking in. Gives how many.
    package func removeLeftovers() -> Int {
        names(in: folder + "/" + Self.staging).filter { removeUnheld(folder + "/" + Self.staging + "/" + $0) }.count
    }

    /// Takes a file that no row names out of the vault, and keeps it: a database restored from an older copy lacks rows
    /// whose files are sound.
    func setAside(_ hash: String) throws(Refusal) {
        let kept = folder + "/" + Self.orphans
        try Self.make(kept)
        guard rename(path(of: hash), kept + "/" + hash) == 0 else {
            throw Refusal.ofSystem("cannot set aside the evidence \(hash)")
        }
        try Self.syncFolder(kept)
    }

    private func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }
}

/// How a file of the vault was found.
package enum EvidenceCondition: String, Sendable {
    case whole
    /// There is a row and no file.
    case missing
    /// The file does not have the content of its name.
    case changed
    /// There is a file and no row.
    case orphaned
    /// No version of the program would name a file so.
    case stray
}
