package import Domain

/// Evidence files, named by the SHA-256 of their content. No file is ever overwritten.
///
/// New files are first written to `.staging` (whole files) or `.uploads` (in parts). The transaction that writes their
/// row also gives them their name in the vault. If a power cut or a full disk ends that transaction, a file without a
/// row can remain.
package struct EvidenceVault: Sendable {
    package let folder: String

    package init(folder: String) {
        self.folder = folder
    }

    /// The maximum size of a file from the command line, in bytes.
    package static let largestFile: Int64 = 8 << 30

    /// Why the vault refuses a file.
    package struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        package enum Reason: Hashable, Sendable {
            /// The file is empty, cannot be read, or is too large.
            case file
            /// The type is not accepted or not recognized.
            case type
            /// The disk is full or does not respond.
            case disk
            /// The stored content does not match its name.
            case damaged
            /// There is no such file.
            case missing
        }

        package let reason: Reason
        package let description: String

        package init(_ reason: Reason, _ description: String) {
            self.reason = reason
            self.description = description
        }
    }

    /// A file that was accepted. The transaction that writes its row moves it into the vault. Without a row, the last
    /// reference removes it.
    package struct AdmittedFile: Hashable, Sendable {
        package let hash: String
        package let bytes: Int64
        package let type: EvidenceType
        private let staged: StagedFile?
        private let vault: EvidenceVault

        package var mediaType: String {
            type.rawValue
        }

        init(hash: String, bytes: Int64, type: EvidenceType, staged: StagedFile?, vault: EvidenceVault) {
            self.hash = hash
            self.bytes = bytes
            self.type = type
            self.staged = staged
            self.vault = vault
        }

        package static func == (left: AdmittedFile, right: AdmittedFile) -> Bool {
            left.hash == right.hash && left.bytes == right.bytes && left.type == right.type
        }

        package func hash(into hasher: inout Hasher) {
            hasher.combine(hash)
        }

        /// Moves the file into the vault. Call this only in the transaction that writes its row.
        func publish() throws(Refusal) {
            guard let staged else { return try vault.expect(hash, bytes: bytes) }
            try vault.publish(staged.path, as: hash, bytes: bytes)
        }
    }

    /// Stores `bytes`. Returns after they are on the disk.
    package func admit(_ bytes: [UInt8]) throws(Refusal) -> AdmittedFile {
        try admit { file throws(Refusal) in
            try file.write(bytes, at: 0)
            return Digest.sha256(bytes)
        }
    }

    /// Stores the file at `source`, piece by piece.
    package func admit(file source: String) throws(Refusal) -> AdmittedFile {
        do throws(Refusal) {
            let original = try EvidenceFile.open(toRead: source)
            guard original.isRegular else { throw Refusal(.file, "this is not a regular file") }
            guard original.size <= Self.largestFile else {
                throw Refusal(.file, "the file has \(original.size) bytes; the maximum is \(Self.largestFile)")
            }
            return try admit { file throws(Refusal) in try original.copy(to: file) }
        } catch {
            throw Refusal(error.reason, "\(source): \(error.description)")
        }
    }

    private func admit(
        _ fill: (EvidenceFile) throws(Refusal) -> String
    ) throws(Refusal) -> AdmittedFile {
        let staged = try StagedFile(in: folder + "/" + Self.staging)
        let hash = try fill(staged.file)
        let size = staged.file.size
        guard size > 0 else { throw Refusal(.file, "an evidence file must not be empty") }
        let type = try staged.file.evidenceType()
        try staged.file.sync()
        try checkKnown(hash)
        return AdmittedFile(hash: hash, bytes: size, type: type, staged: staged, vault: self)
    }

    /// Throws if the stored file with this hash is damaged. An intact new copy is then not discarded.
    package func checkKnown(_ hash: String) throws(Refusal) {
        guard let known = try? EvidenceFile.open(toRead: path(of: hash)) else { return }
        guard try known.sha256() == hash else { throw damaged(hash) }
    }

    /// The content of a small file with this hash.
    package func contents(of hash: String) throws(Refusal) -> [UInt8] {
        guard Digest.isSHA256(hash), let file = try? EvidenceFile.open(toRead: path(of: hash)), file.size <= 64 << 20
        else { throw Refusal(.missing, "there is no evidence under this hash") }
        return try file.read(Int(file.size), at: 0)
    }

    /// The path of the file with this hash, which must be a valid hash.
    package func path(of hash: String) -> String {
        precondition(Digest.isSHA256(hash), "a path in the vault needs a valid hash")
        return folder + "/" + hash.prefix(2) + "/" + hash
    }

    /// The path of the file with this hash. Throws if the file is missing or has another length.
    package func path(of hash: String, bytes: Int64) throws(Refusal) -> String {
        try expect(hash, bytes: bytes)
        return path(of: hash)
    }

    func damaged(_ hash: String) -> Refusal {
        Refusal(.damaged, "the stored evidence \(hash) does not have the content of its name")
    }

    static let staging = ".staging"
    static let uploads = ".uploads"
    static let orphans = ".orphans"
}
