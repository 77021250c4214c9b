package import Domain
internal import FoundationEssentials
package import Rulebook

/// The files of this repository, found from the path of this source file.
package enum Repository {
    /// The folder that holds `Package.swift`.
    package static let root: String = {
        // Removes the last three components: Sources/TestSupport/Repository.swift.
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
    }()

    /// The bytes of a file. The path is relative to the repository: `Fixtures/Awkward/pdd-error-200.json`.
    package static func bytes(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: root + "/" + path) else { throw MissingFile(path: path) }
        return Array(data)
    }

    package static func text(_ path: String) throws -> String {
        String(decoding: try bytes(path), as: UTF8.self)
    }

    /// The names of the files in a folder of the repository, sorted.
    package static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root + "/" + folder).sorted()
    }

    /// The paths of all `*.swift` files below a folder, relative to the repository, sorted.
    package static func swiftFiles(below folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: root + "/" + folder)
            .filter { $0.hasSuffix(".swift") }.sorted().map { folder + "/" + $0 }
    }

    /// The shipped rules. The crawlers have long timeouts.
    package static func rulebook() throws -> Rulebook {
        try loaded.get()
    }

    /// Loaded once, because loading takes about a second in a debug build.
    private static let loaded = Result {
        var rulebook = try Rulebook.load(crawlers: root + "/Crawlers", criteria: root + "/Criteria")
        rulebook.crawlers = rulebook.crawlers.mapValues(\.patient)
        return rulebook
    }

    /// A shipped crawler with long timeouts.
    package static func crawler(_ identifier: String) throws -> Crawler {
        guard let crawler = try rulebook().crawlers[identifier] else {
            throw MissingFile(path: "Crawlers/\(identifier).yaml")
        }
        return crawler
    }

    /// The bytes of one page as a platform sends it: `Fixtures/Pages/<crawler>/day-<day>/<query>-<page>.json`, or
    /// `.xml` or `.html`. If a feed has no queries, `<query>` is `all`.
    package static func page(
        _ crawler: String, day: Int, query: String, page: Int, type: String = "json"
    ) throws -> [UInt8] {
        try bytes("Fixtures/Pages/\(crawler)/day-\(day)/\(query.isEmpty ? "all" : query)-\(page).\(type)")
    }

    /// Every page of one query, in the order of the numbers.
    package static func pages(
        _ crawler: Crawler, day: Int, query: String, type: String = "json"
    ) throws -> [[UInt8]] {
        var pages = [try page(crawler.identifier, day: day, query: query, page: crawler.paging.firstPage, type: type)]
        while let next = try? page(
            crawler.identifier, day: day, query: query, page: crawler.paging.firstPage + pages.count, type: type)
        {
            pages.append(next)
        }
        return pages
    }
}

/// A file that a test needs is missing.
package struct MissingFile: Error, CustomStringConvertible {
    package let path: String

    package var description: String {
        "there is no file \(path)"
    }
}
