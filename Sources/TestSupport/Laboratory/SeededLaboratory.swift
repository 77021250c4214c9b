internal import Domain
internal import Store

/// A database file with a laboratory that has many samples and a scope, for tests that run the program.
package enum SeededLaboratory {
    package static let name = Samples.laboratory

    /// Creates the database in `folder`, and returns the blind labels.
    package static func make(in folder: TemporaryFolder, samples: Int) async throws -> [String] {
        let base = try TestStore(onFileIn: folder)
        let labels = try await Samples.manySamples(in: base.store, count: samples)
        _ = try await base.store.setScope(of: name, FaultyFile.scope.map { .init(.item, $0) }, by: .operator)
        return labels
    }

    /// Reads the database while the program runs.
    package struct DatabaseReader: Sendable {
        private let base: TestStore

        fileprivate init(_ base: TestStore) {
            self.base = base
        }

        /// The number of decided rows in the latest upload.
        package func decidedRows() async throws -> Int {
            let upload = try await base.store.uploads(limit: 1).first
            return upload.map { $0.taken + $0.waiting + $0.duplicates + $0.held } ?? 0
        }
    }

    package static func open(_ folder: TemporaryFolder) throws -> DatabaseReader {
        DatabaseReader(try TestStore(onFileIn: folder))
    }
}
