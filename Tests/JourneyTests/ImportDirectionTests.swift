import TestSupport
import Testing

/// The allowed imports between targets, and the target of each third-party library. The build refuses an undeclared
/// import (`scripts/import-direction.sh` proves it). This test also checks the declared dependencies.
@Suite struct ImportDirectionTests {
    private static let targets: [String: Set<String>] = [
        "Domain": [], "Rulebook": ["Domain"], "Store": ["Domain"], "Transport": ["Domain"], "Print": ["Domain"],
        "Feeds": ["Domain", "Transport"], "Files": ["Domain", "Feeds"], "Terminal": ["Domain"],
        "Workers": ["Domain", "Rulebook", "Store", "Transport", "Feeds", "Files", "Print"],
        "Web": ["Domain", "Rulebook", "Store", "Print", "Workers"],
        "sushai": [
            "Domain", "Rulebook", "Store", "Transport", "Feeds", "Files", "Print", "Workers", "Terminal", "Web",
        ],
        "TestSupport": ["Domain", "Rulebook", "Store", "Transport", "Feeds", "Files", "Workers", "Web"],
        "sushai-bench": ["Domain", "Rulebook", "Store", "Transport", "Feeds", "Workers"],
        "sushai-demo": ["Domain", "Transport", "Feeds", "Terminal", "Web", "TestSupport"],
        "sushai-fuzz": ["Domain", "Transport", "Files", "Feeds", "TestSupport"],
    ]

    /// The targets that may import a library. `Logging` and `Metrics` are facades for every target except the domain.
    private static let owners: [String: Set<String>] = [
        "GRDB": ["Store"], "GRDBSQLite": ["Store"], "CMagic": ["Store"], "Yams": ["Rulebook"], "CCurl": ["Transport"],
        "CMemory": ["Transport"], "CScan": ["Feeds"], "CInflate": ["Transport", "TestSupport"],
        "CZlib": ["TestSupport"],
        "CBrotli": ["Transport", "TestSupport"], "CPangoCairo": ["Print"],
        "CPictures": ["Print"], "CQRCode": ["Print"], "CXLSXWriter": ["Files"], "CZip": ["Files"], "CExpat": ["Feeds"],
        "CArgon2": ["Workers"], "COpenAPI": ["Web"],
        "Crypto": ["Domain"], "Hummingbird": ["Web"], "HummingbirdCore": ["Web"], "NIOCore": ["Web"],
        "HTTPTypes": ["Web"], "ArgumentParser": ["sushai", "sushai-bench"], "Configuration": ["sushai"],
    ]

    private static func imports(of target: String) throws -> Set<String> {
        var found: Set<String> = []
        for file in try Repository.swiftFiles(below: "Sources/" + target) {
            for line in try Repository.text(file).split(separator: "\n") {
                let words = line.split(separator: " ")
                guard let index = words.firstIndex(of: "import"), index <= 2, index + 1 < words.count else { continue }
                found.insert(String(words[index + 1]))
            }
        }
        return found
    }

    @Test("a target imports only the targets below it")
    func direction() throws {
        for (target, allowed) in Self.targets {
            let forbidden = try Self.imports(of: target).intersection(Self.targets.keys).subtracting(allowed)
            #expect(forbidden.isEmpty, "\(target) imports \(forbidden)")
        }
    }

    @Test("a third-party library is imported in one target only")
    func oneTargetEach() throws {
        for target in Self.targets.keys {
            let imported = try Self.imports(of: target)
            for (library, owners) in Self.owners where !owners.contains(target) {
                #expect(!imported.contains(library), "\(target) imports \(library)")
            }
        }
    }

    @Test("the plan contains every target, and every library with its own folder")
    func planIsWhole() throws {
        for name in try Repository.names(in: "Sources") where !name.hasPrefix(".") {
            #expect(Self.targets[name] != nil || Self.owners[name] != nil, "Sources/\(name) is not in the plan")
        }
    }

    @Test("the domain uses no file, socket, database, clock or Foundation")
    func domainIsPure() throws {
        #expect(try Self.imports(of: "Domain").subtracting(["Crypto", "Glibc", "Musl"]).isEmpty)
    }
}
