package import Domain
internal import Logging
internal import Rulebook
package import Store
package import Transport

/// Confirms a figure of the criteria: writes its source into the file of the product, and keeps in the event log who did
/// it, the old and the new source, and the hash of the file before and after.
///
/// The file is read before and after the change; one with mistakes, or one that changed meanwhile, is not written. A
/// process that dies leaves the old or the new file, and an event that the next start completes.
package struct ConfirmFigure: Sendable {
    package struct Outcome: Sendable {
        package let file: String
        /// Empty if the file states this already; then nothing is written and no event is recorded.
        package let changes: [FigureConfirmation.Change]
        package let hashBefore: String
        package let hashAfter: String
        /// The figures of the file that are not verified, after the change.
        package let open: Int
    }

    private let store: Store
    private let folder: String
    private let environment: Environment

    /// - Parameter folder: the folder of the criteria files.
    package init(_ store: Store, folder: String, environment: Environment) {
        self.store = store
        self.folder = folder
        self.environment = environment
    }

    /// Confirms one figure. An interrupted confirmation is settled first.
    package func run(_ confirmation: FigureConfirmation, by actor: Actor) async throws -> Outcome {
        let lock = try await lock()
        defer { withExtendedLifetime(lock) {} }
        try await settleLocked()
        guard let file = file(of: confirmation.product) else {
            throw PermanentFailure.unknownProduct(confirmation.product, known: products())
        }
        let bytes = try file.read()
        let result = try CriteriaEdit.confirm(confirmation, in: bytes, file: file.path)
        let before = RuleReference(file: file.path, hash: Digest.sha256(bytes))
        let after = Digest.sha256(result.bytes)
        let criteria = CriteriaFile.examine(result.bytes, file: file.path).criteria
        guard criteria?.product == confirmation.product else {
            throw PermanentFailure("\(file.path) 中的产品代码不是“\(confirmation.product)”；请改正文件名或产品代码")
        }
        let outcome = Outcome(
            file: file.path, changes: result.changes, hashBefore: before.hash, hashAfter: after,
            open: OpenFigure.all([criteria].compactMap(\.self)).count)
        guard !result.changes.isEmpty else { return outcome }
        try file.requireWritable()
        let begun = try await store.beginConfirmation(
            confirmation, changes: result.changes, before: before, hashAfter: after, by: actor)
        do {
            try file.replace(bytes, with: result.bytes)
        } catch {
            _ = try await store.settleConfirmation(
                begun, hash: try? Digest.sha256(file.read()), isInterrupted: false, by: actor)
            throw error
        }
        try await store.completeConfirmation(
            confirmation, changes: result.changes, before: before, hashAfter: after, by: actor)
        return outcome
    }

    /// Records the end of every confirmation that was interrupted. Called at each start.
    package func settle() async throws {
        guard try await !store.openConfirmations().isEmpty else { return }
        let lock = try await lock()
        defer { withExtendedLifetime(lock) {} }
        try await settleLocked()
    }

    private func settleLocked() async throws {
        for open in try await store.openConfirmations() {
            let hash = try file(of: open.product).map { Digest.sha256(try $0.read()) }
            let isWritten = try await store.settleConfirmation(
                open, hash: hash, isInterrupted: true, by: .operator)
            environment.logger.warning(
                "interrupted confirmation settled",
                metadata: ["product": "\(open.product)", "event": "\(open.sequence)", "written": "\(isWritten)"])
        }
    }

    private func file(of product: String) -> RuleFile? {
        product.utf8.contains(UInt8(ascii: "/")) ? nil : RuleFile(folder + "/" + product + ".yaml")
    }

    private func products() -> [String] {
        var mistakes: [Diagnostic] = []
        return Rulebook.read(folder, &mistakes, CriteriaFile.read).map(\.product)
    }

    /// The lock of the folder. Another process has it for a moment only.
    private func lock() async throws -> FolderLock {
        for _ in 0..<200 {
            if let lock = try FolderLock.of(folder) { return lock }
            try await environment.sleep(50)
        }
        throw PermanentFailure("另一进程正在核实细则，请稍后再次运行同一命令")
    }
}
