package import Domain
internal import FoundationEssentials
package import Store

/// A temporary folder. It is removed when its last reference is released.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() throws {
        path = FileManager.default.temporaryDirectory.path + "/sushai-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The bytes of the file with this name in the folder; nil if there is none.
    package func bytes(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path + "/" + name).map { Array($0) }
    }

    /// Writes a file into the folder, and returns its path.
    @discardableResult
    package func write(_ bytes: [UInt8], to name: String) throws -> String {
        let file = path + "/" + name
        // An existing file may be read-only, like evidence.
        try? FileManager.default.removeItem(atPath: file)
        guard FileManager.default.createFile(atPath: file, contents: Data(bytes)) else {
            throw MissingFile(path: file)
        }
        return file
    }

    /// Creates a folder in this folder.
    package func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: path + "/" + name, withIntermediateDirectories: true)
    }

    /// The permissions of a file.
    package func mode(_ name: String) throws -> Int {
        (try FileManager.default.attributesOfItem(atPath: path + "/" + name))[.posixPermissions] as? Int ?? 0
    }

    /// Creates a symbolic link in this folder.
    package func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
    }

    /// Creates a hard link to a file in this folder.
    package func hardLink(_ name: String, as other: String) throws {
        try FileManager.default.linkItem(atPath: path + "/" + name, toPath: path + "/" + other)
    }

    package func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: path + "/" + name)
    }

    /// The paths of all files below the folder, relative to it, sorted; without folders.
    package func files() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path).filter { name in
            var isFolder = false
            _ = FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder)
            return !isFolder
        }.sorted()
    }
}

/// A new store with its own clock and random source. Keep the reference while the store is used: its folder is removed
/// with it.
package final class TestStore: Sendable {
    package let store: Store
    package let clock: FixedClock
    package let folder: TemporaryFolder

    /// An empty store in memory, with the schema of the program.
    package init(clock: FixedClock = FixedClock(), random: RandomSource = .seeded(1)) throws {
        self.clock = clock
        folder = try TemporaryFolder()
        store = try Store.inMemory(evidenceFolder: folder.path + "/evidence", clock: clock.clock, random: random)
    }

    /// A store in the file `sushai.sqlite` of `folder`. In a new folder the store is empty; otherwise the existing
    /// store is opened.
    package init(
        onFileIn folder: TemporaryFolder, maximumMegabytes: Int? = nil, rehearsal: Bool = true,
        clock: FixedClock = FixedClock(), random: RandomSource = .seeded(1)
    ) throws {
        self.clock = clock
        self.folder = folder
        let options = Store.Options(
            path: folder.path + "/sushai.sqlite", evidenceFolder: folder.path + "/evidence",
            maximumMegabytes: maximumMegabytes, rehearsal: rehearsal)
        store = try Store.open(options, clock: clock.clock, random: random)
    }
}
