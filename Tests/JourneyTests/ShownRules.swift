import Foundation
import TestSupport
import Testing

/// The rule files in the reference documents.
enum ShownRules {
    static let crawlerFiles = "docs/reference/crawler-files.md"
    static let criteriaFiles = "docs/reference/criteria-files.md"

    /// The YAML blocks of `document` that contain `<key>: <name>`, with the name. Other blocks are parts of a file.
    static func all(_ key: String, in document: String) throws -> [(name: String, text: String)] {
        try Repository.text(document).components(separatedBy: "```yaml\n").dropFirst().compactMap { rest in
            let text = rest.components(separatedBy: "```")[0]
            guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("\(key): ") }) else { return nil }
            return (String(line.split(separator: " ")[1]), text)
        }
    }

    static func crawler(_ name: String) throws -> String {
        try #require(all("crawler", in: crawlerFiles).first { $0.name == name }).text
    }

    /// Writes the crawler file into the crawler folder of a journey, with longer waits. Returns its path.
    static func add(_ crawler: String, to journey: Journey) throws -> String {
        try FileManager.default.createDirectory(
            atPath: journey.folder.path + "/Crawlers", withIntermediateDirectories: true)
        return try journey.folder.write(
            Array(PatientCrawlerFile.text(self.crawler(crawler)).utf8), to: "Crawlers/\(crawler).yaml")
    }
}
