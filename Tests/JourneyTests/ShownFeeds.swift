import Foundation
import TestSupport
import Testing

/// The crawler files that CONTRIBUTING.md shows, taken from there.
enum ShownFeeds {
    static let all = ["example-feed", "harbour-market", "sky-bazaar", "hill-catalogue"]

    static func text(_ crawler: String) throws -> String {
        let text = try Repository.text("CONTRIBUTING.md")
        let blocks = text.split(separator: "```yaml\n").dropFirst().compactMap { $0.split(separator: "```").first }
        return String(try #require(blocks.first { $0.hasPrefix("crawler: \(crawler)") }))
    }

    /// Writes the file where a journey's program finds it, made patient, and gives its path.
    static func add(_ crawler: String, to journey: Journey) throws -> String {
        try FileManager.default.createDirectory(
            atPath: journey.folder.path + "/Crawlers", withIntermediateDirectories: true)
        return try journey.folder.write(
            Array(PatientCrawlerFile.text(text(crawler)).utf8), to: "Crawlers/\(crawler).yaml")
    }
}
