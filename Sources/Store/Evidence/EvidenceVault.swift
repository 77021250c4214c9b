package import Domain

/// Files of evidence, named by the SHA-256 of their content. Nothing in it is ever overwritten.
///
/// What arrives is first written beside the vault, in `.staging` (whole files) or `.uploads` (in parts), and only gets
/// its name here within the transaction that writes its row. So a file here without a row is left of a transaction that
/// a power cut or a full disk ended, and of nothing else.
package struct EvidenceVault: Sendable {
    package let folder: String

    package init(folder: String) {
        self.folder = folder
    }

    /// The largest file that is taken in from the command line, in bytes.
    package static let largestFile: Int64 = 8 << 30

    /// What the vault refuses.
    package struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        package enum Reason: Hashable, Sendable {
            /// The file is empty, cannot be read, or is too large.
            case file
            /// It is of a type that is not taken, or that cannot be told.
            case type
            /// There is no room, or the disk does not answer.
            case disk
            /// What is stored is not what its name says.
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

    /// A file that was taken in. It gets its place in the vault with its row; without one it goes away with the last
    /// reference to it.
    package struct Entry: Hashable, Sendable {
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

        package static func == (left: Entry, right: Entry) -> Bool {
            left.hash == right.hash && left.bytes == right.bytes && left.type == right.type
        }

        package func hash(into hasher: inout Hasher) {
            hasher.combine(hash)
        }

        /// Gives the file its place. Within the transaction that writes its row, and nowhere else.
        func publish() throws(Refusal) {
            guard let staged else { return try vault.expect(hash, bytes: bytes) }
            try vault.publish(staged.path, as: hash, bytes: bytes)
        }
    }

    /// Takes in `bytes`, and returns when they are on the disk.
    package func admit(_ bytes: [UInt8]) throws(Refusal) -> Entry {
        try admit { file throws(Refusal) in
            try file.write(bytes, at: 0)
            return Digest.sha256(bytes)
        }
    }

    /// Takes in the file at `source`, piece by piece.
    package func admit(file source: String) throws(Refusal) -> Entry {
        do throws(Refusal) {
            let original = try EvidenceFile.open(toRead: source)
            guard original.isRegular else { throw Refusal(.file, "this is no file") }
            guard original.size <= Self.largestFile else {
                throw Refusal(.file, "the file has \(original.size) bytes; at most \(Self.largestFile) are taken")
            }
            return try admit { file throws(Refusal) in try original.copy(to: file) }
        } catch {
            throw Refusal(error.reason, "\(source): \(error.description)")
        }
    }

    private func admit(
        _ fill: (EvidenceFile) throws(Refusal) -> String
    ) throws(Refusal) -> Entry {
        let staged = try StagedFile(in: folder + "/" + Self.staging)
        let hash = try fill(staged.file)
        let size = staged.file.size
        guard size > 0 else { throw Refusal(.file, "an evidence file must not be empty") }
        let type = try staged.file.evidenceType()
        try staged.file.sync()
        try checkKnown(hash)
        return Entry(hash: hash, bytes: size, type: type, staged: staged, vault: self)
    }

    /// Refuses where the file that lies under `hash` already does not have that content: what arrives sound must not be
    /// thrown away for it.
    package func checkKnown(_ hash: String) throws(Refusal) {
        guard let known = try? EvidenceFile.open(toRead: path(of: hash)) else { return }
        guard try known.sha256() == hash else { throw damaged(hash) }
    }

    /// The content under `hash`, of a small file: for reading a text or a picture back.
    package func contents(of hash: String) throws(Refusal) -> [UInt8] {
        guard Digest.isSHA256(hash), let file = try? EvidenceFile.open(toRead: path(of: hash)), file.size <= 64 << 20
        else { throw Refusal(.missing, "there is no evidence under this hash") }
        return try file.read(Int(file.size), at: 0)
    }

    /// Where the file under `hash` lies. The hash alone makes the path, and it must be one.
    package func path(of hash: String) -> String {
        precondition(Digest.isSHA256(hash), "a path of the vault is made of a hash")
        return folder + "/" + hash.prefix(2) + "/" + hash
    }

    /// Where the file under `hash` lies, when it is there with this length.
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
