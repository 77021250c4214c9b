import Foundation
import TestSupport
import Testing

/// The Debian package of the debug build.
@Suite(.timeLimit(.minutes(10))) struct PackageTests {
    private static let bash = Program(named: "/bin/bash", folder: Repository.root)

    /// Packs the built program into a folder. Returns the path of the package.
    private static func package(in folder: TemporaryFolder) async throws -> String {
        let run = try await bash.run(
            ["scripts/package.sh", Program.builtPrograms + "/sushai", folder.path], environment: ["COMPRESSION": "none"]
        )
        #expect(run.status == 0, "\(run.error)")
        return run.lastLine
    }

    /// Why the package cannot be installed in a copy of this machine; nil if it can.
    private static func obstacle() async -> String? {
        guard let run = try? await bash.run(["scripts/package-check.sh", "--possible"]) else { return "no bash" }
        return run.status == 0 ? nil : run.error
    }

    @Test(
        "the package installs, serves, and when it is purged leaves only the records",
        .enabled("needs root and the right to mount") { await obstacle() == nil })
    func installation() async throws {
        let folder = try TemporaryFolder()
        let run = try await Self.bash.run(["scripts/package-check.sh", Self.package(in: folder)])
        #expect(run.status == 0, "\(run.error)\(run.output)")
    }

    @Test(
        "if it cannot be installed, the package runs in the folder where it is unpacked",
        .enabled("its installation is tested") { await obstacle() != nil })
    func unpacked() async throws {
        print(await Self.obstacle() ?? "")
        let folder = try TemporaryFolder()
        let file = try await Self.package(in: folder)
        let root = folder.path + "/root"
        let unpacked = try await Self.bash.run(["-c", "dpkg-deb -x '\(file)' '\(root)'"])
        #expect(unpacked.status == 0, "\(unpacked.error)")
        let sushai = Program(named: root + "/usr/bin/sushai", folder: root)
        #expect(try await sushai.run(["--version"]).lastLine == Program().run(["--version"]).lastLine)
        #expect(try await sushai.run(["criteria", "check", "usr/share/sushai/Criteria"]).status == 0)
        #expect(try await sushai.run(["crawler", "check", "usr/share/sushai/Crawlers"]).status == 0)
        for path in [
            "usr/sbin/sushai-admin", "lib/systemd/system/sushai.service", "etc/sushai/sushai.env",
            "usr/share/doc/sushai/copyright", "usr/share/doc/sushai/docs/guides/operator.md",
        ] {
            #expect(FileManager.default.fileExists(atPath: root + "/" + path), "\(path)")
        }
    }

    @Test("program, API description and changelog have the same version")
    func version() async throws {
        let version = try await Program().run(["--version"]).lastLine
        #expect(try Repository.text("Sources/Web/Templates/openapi.json").contains("\"version\": \"\(version)\""))
        #expect(try Repository.text("CHANGELOG.md").contains("\n## \(version) - 2"))
    }
}
