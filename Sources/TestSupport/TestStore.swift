package import Domain
internal import FoundationEssentials
package import Store

/// A folder of its own that goes away with the last reference to it.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() throws {
        path = FileManager.default.temporaryDirectory.path + "/sushai-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The bytes of the file of this name in the folder; nil where there is none.
    package func bytes(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path + "/" + name).map { Array($0) }
    }

    /// Writes a file into the folder and gives its path.
    @discardableResult
    package func write(_ bytes: [UInt8], to name: String) throws -> String {
        let file = path + "/" + name
        // What stands there may be read-only, as evidence is.
        try? FileManager.default.removeItem(atPath: file)
        guard FileManager.default.createFile(atPath: file, contents: Data(bytes)) else {
            throw MissingFile(path: file)
        }
        return file
    }

    /// Makes a folder within it.
    package func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: path + "/" + name, withIntermediateDirectories: true)
    }

    /// The permissions of a file.
    package func mode(_ name: String) throws -> Int {
        (try FileManager.default.attributesOfItem(atPath: path + "/" + name))[.posixPermissions] as? Int ?? 0
    }

    /// Makes a symbolic link within it.
    package func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
    }

    /// Gives a file within it a second name.
    package func hardLink(_ name: String, as other: String) throws {
        try FileManager.default.linkItem(atPath: path + "/" + name, toPath: path + "/" + other)
    }

    package func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: path + "/" + name)
    }

    /// The files below the folder, as paths within it, sorted; folders are left out.
    package func files() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path).filter { name in
            var isFolder = false
            _ = FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder)
            return !isFolder
        }.sorted()
    }
}

/// A fresh store with a clock and a chance of its own. Keep it as long as the store is used: its folder goes with it.
package final class TestStore: Sendable {
    package let store: Store
    package let clock: FixedClock
    package let folder: TemporaryFolder

    /// An empty store in memory, of the program's own schema.
    package init(clock: FixedClock = FixedClock(), random: RandomSource = .seeded(1)) throws {
        self.clock = clock
        folder = try TemporaryFolder()
        store = try Store.inMemory(evidenceFolder: folder.path + "/evidence", clock: clock.clock, random: random)
    }

    /// A store on the file `sushai.sqlite` of `folder`: a fresh folder gives a fresh store, the same one the same store.
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
