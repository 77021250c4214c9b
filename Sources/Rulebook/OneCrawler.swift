package import Domain
internal import FoundationEssentials

extension Rulebook {
    /// The crawler of this name in a folder of crawler files, without reading the others; nil where there is none.
    ///
    /// - Throws: every mistake of its file.
    package static func crawler(_ identifier: String, in folder: String) throws(RulebookError) -> Crawler? {
        let file = folder + "/" + identifier + ".yaml"
        guard !identifier.utf8.contains(UInt8(ascii: "/")), FileManager.default.fileExists(atPath: file) else {
            return nil
        }
        var mistakes: [Diagnostic] = []
        let crawlers = read(file, &mistakes, CrawlerFile.read)
        guard mistakes.isEmpty else { throw RulebookError(mistakes) }
        return crawlers.first
    }
}
