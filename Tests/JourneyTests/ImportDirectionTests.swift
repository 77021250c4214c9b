import TestSupport
import Testing

/// The plan of the house: which room may import which, and which third-party library belongs to which room. The build
/// itself refuses a sideways import (`scripts/import-direction.sh` shows it); this adds the directions that it does not
/// know of, such as skipping a room.
@Suite struct ImportDirectionTests {
    private static let rooms: [String: Set<String>] = [
        "Domain": [], "Rulebook": ["Domain"], "Store": ["Domain"], "Feeds": ["Domain"],
        "Documents": ["Domain"],
        "Workers": ["Domain", "Rulebook", "Store", "Feeds", "Documents"],
        "Web": ["Domain", "Rulebook", "Store", "Workers"],
        "sushai": ["Domain", "Rulebook", "Store", "Feeds", "Documents", "Workers", "Web"],
        "TestSupport": ["Domain", "Rulebook", "Store", "Feeds", "Workers", "Web"],
        "sushai-demo": ["Domain", "Feeds", "Web", "TestSupport"],
        "sushai-fuzz": ["Domain", "Documents", "Feeds", "TestSupport"],
    ]

    /// Who may import a library; tests' support only what makes the inputs of tests.
    private static let owners: [String: Set<String>] = [
        "GRDB": ["Store"], "GRDBSQLite": ["Store"], "CMagic": ["Store"], "Yams": ["Rulebook"], "CCurl": ["Feeds"],
        "CMemory": ["Feeds"], "CScan": ["Feeds"], "CInflate": ["Feeds", "TestSupport"], "CPangoCairo": ["Documents"],
        "CPictures": ["Documents"], "CXLSXWriter": ["Documents"], "CZip": ["Documents"], "CExpat": ["Documents"],
        "Crypto": ["Domain"], "Hummingbird": ["Web"], "HummingbirdCore": ["Web"], "NIOCore": ["Web"],
        "HTTPTypes": ["Web"], "ArgumentParser": ["sushai"], "Configuration": ["sushai"],
    ]

    private static func imports(of room: String) throws -> Set<String> {
        var found: Set<String> = []
        for file in try Repository.swiftFiles(below: "Sources/" + room) {
            for line in try Repository.text(file).split(separator: "\n") {
                let words = line.split(separator: " ")
                guard let index = words.firstIndex(of: "import"), index <= 2, index + 1 < words.count else { continue }
                found.insert(String(words[index + 1]))
            }
        }
        return found
    }

    @Test("a room imports only the rooms below it")
    func direction() throws {
        for (room, allowed) in Self.rooms {
            let forbidden = try Self.imports(of: room).intersection(Self.rooms.keys).subtracting(allowed)
            #expect(forbidden.isEmpty, "\(room) imports \(forbidden)")
        }
    }

    @Test("a third-party library is imported in one room only")
    func oneRoomEach() throws {
        for room in Self.rooms.keys {
            let imported = try Self.imports(of: room)
            for (library, owners) in Self.owners where !owners.contains(room) {
                #expect(!imported.contains(library), "\(room) imports \(library)")
            }
        }
    }

    @Test("every room, and every library with a folder of its own, stands in the plan")
    func planIsWhole() throws {
        for name in try Repository.names(in: "Sources") where !name.hasPrefix(".") {
            #expect(Self.rooms[name] != nil || Self.owners[name] != nil, "Sources/\(name) is not in the plan")
        }
    }

    @Test("the domain touches no file, socket, database, clock or Foundation")
    func domainIsPure() throws {
        #expect(try Self.imports(of: "Domain").subtracting(["Crypto", "Glibc", "Musl"]).isEmpty)
    }
}
