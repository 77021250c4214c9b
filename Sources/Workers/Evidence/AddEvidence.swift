package import Domain
package import Store

/// Keeps whole files as evidence of a sample, for the form of a laboratory.
package struct AddEvidence: Sendable {
    package struct File: Sendable {
        let name: String
        let bytes: [UInt8]

        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// A file that was not kept, and why; the files before it were kept.
    package struct Refused: Error, Sendable {
        package let name: String
        package let sentence: String
    }

    private let store: Store

    package init(_ store: Store) {
        self.store = store
    }

    /// - Returns: the number of files that the sample did not have before.
    package func run(
        _ files: [File], sample label: String, kind: EvidenceKind, of laboratory: String, by actor: Actor
    ) async throws -> Int {
        let vault = store.evidence
        var added = 0
        for file in files {
            do {
                let entry = try await Threads.run { try vault.admit(file.bytes) }
                let kept = try await store.addEvidence(
                    entry, sample: label, kind: kind, name: Self.shown(file.name), for: laboratory, by: actor)
                if kept.isNew { added += 1 }
            } catch let refusal as EvidenceRefusal {
                throw Refused(name: file.name, sentence: refusal.sentence)
            } catch let refusal as EvidenceVault.Refusal where refusal.reason == .type || refusal.reason == .file {
                throw Refused(
                    name: file.name, sentence: EvidenceRefusal.typeNotTaken(refusal.description).sentence)
            }
        }
        return added
    }

    private static func shown(_ name: String) -> String {
        UploadPlan.isName(name) ? name : "file"
    }
}
