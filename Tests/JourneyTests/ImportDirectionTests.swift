import TestSupport
import Testing

/// Which target may import which, and which third-party library belongs to which target. The build refuses an undeclared
/// import (`scripts/import-direction.sh` proves it). This test also checks the declared dependencies themselves.
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
        "sushai-demo": ["Domain", "Transport", "Feeds", "Terminal", "Web", "TestSupport"],
        "sushai-fuzz": ["Domain", "Files", "Feeds", "TestSupport"],
    ]

    /// Who may import a library; tests' support only what makes the inputs of tests.
    private static let owners: [String: Set<String>] = [
        "GRDB": ["Store"], "GRDBSQLite": ["Store"], "CMagic": ["Store"], "Yams": ["Rulebook"], "CCurl": ["Transport"],
        "CMemory": ["Transport"], "CScan": ["Feeds"], "CInflate": ["Feeds", "TestSupport"], "CPangoCairo": ["Print"],
        "CPictures": ["Print"], "CXLSXWriter": ["Files"], "CZip": ["Files"], "CExpat": ["Files"],
        "Crypto": ["Domain"], "Hummingbird": ["Web"], "HummingbirdCore": ["Web"], "NIOCore": ["Web"],
        "HTTPTypes": ["Web"], "ArgumentParser": ["sushai"], "Configuration": ["sushai"],
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

    @Test("every target, and every library with a folder of its own, stands in the plan")
    func planIsWhole() throws {
        for name in try Repository.names(in: "Sources") where !name.hasPrefix(".") {
            #expect(Self.targets[name] != nil || Self.owners[name] != nil, "Sources/\(name) is not in the plan")
        }
    }

    @Test("the domain touches no file, socket, database, clock or Foundation")
    func domainIsPure() throws {
        #expect(try Self.imports(of: "Domain").subtracting(["Crypto", "Glibc", "Musl"]).isEmpty)
    }
}
