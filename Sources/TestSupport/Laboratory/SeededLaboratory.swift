internal import Domain
internal import Store

/// A database on a file with a laboratory that has many samples and a scope: for tests of the program from outside.
package enum SeededLaboratory {
    package static let name = Samples.laboratory

    /// Makes it in `folder` and gives the blind labels.
    package static func make(in folder: TemporaryFolder, samples: Int) async throws -> [String] {
        let base = try TestStore(onFileIn: folder)
        let labels = try await Samples.manySamples(in: base.store, count: samples)
        _ = try await base.store.setScope(of: name, FaultyFile.scope.map { .init(.item, $0) }, by: .operator)
        return labels
    }

    /// A look into the database of a program that runs.
    package struct Look: Sendable {
        private let base: TestStore

        fileprivate init(_ base: TestStore) {
            self.base = base
        }

        /// How many rows of the latest upload are decided.
        package func decidedRows() async throws -> Int {
            let upload = try await base.store.uploads(limit: 1).first
            return upload.map { $0.taken + $0.waiting + $0.duplicates + $0.held } ?? 0
        }
    }

    package static func open(_ folder: TemporaryFolder) throws -> Look {
        Look(try TestStore(onFileIn: folder))
    }
}
