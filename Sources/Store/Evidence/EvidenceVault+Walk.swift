internal import Domain
internal import FoundationEssentials

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Reads the whole vault, for verification and cleaning. All methods block; call them off the cooperative threads.
extension EvidenceVault {
    /// The hashes of all files in order, one array per folder.
    package func hashes() -> [[String]] {
        names(in: folder).filter { $0.utf8.count == 2 }.map { prefix in
            names(in: folder + "/" + prefix).filter { Digest.isSHA256($0) && $0.hasPrefix(prefix) }
        }
    }

    /// Files and folders whose names the program does not use, as paths within the vault.
    package func strays() -> [String] {
        let own: Set<String> = [Self.staging, Self.uploads, Self.orphans]
        return names(in: folder).filter { !own.contains($0) }.flatMap { prefix in
            names(in: folder + "/" + prefix).filter { !Digest.isSHA256($0) || !$0.hasPrefix(prefix) }
                .map { prefix + "/" + $0 }
        }
    }

    /// The uploads with a partial file.
    package func parts() -> [String] {
        names(in: folder + "/" + Self.uploads).filter(Self.isUpload)
    }

    /// Reads the whole file with this hash and returns its condition.
    package func check(_ hash: String, bytes: Int64) -> EvidenceCondition {
        guard let file = try? EvidenceFile.open(toRead: path(of: hash)) else { return .missing }
        guard file.size == bytes, (try? file.sha256()) == hash else { return .changed }
        return .whole
    }

    /// Removes unfinished files of dead processes. Returns their number.
    package func removeLeftovers() -> Int {
        names(in: folder + "/" + Self.staging).filter { removeUnheld(folder + "/" + Self.staging + "/" + $0) }.count
    }

    /// Moves a file without a row out of the vault and keeps it. After the restore of an older database, intact files
    /// can lack their rows.
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

/// The condition of a file in the vault.
package enum EvidenceCondition: String, Sendable {
    case whole
    /// A row without a file.
    case missing
    /// The content does not match the hash.
    case changed
    /// A file without a row.
    case orphaned
    /// A name that the program does not use.
    case stray
}
