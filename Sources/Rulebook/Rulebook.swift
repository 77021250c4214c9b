package import Domain
internal import FoundationEssentials

/// All rules in force: the checked content of `Crawlers/` and `Criteria/`.
package struct Rulebook: Sendable {
    /// By identifier.
    package let crawlers: [String: Crawler]
    /// By product code.
    package let criteria: [String: ProductCriteria]
    package let matcher: ProductMatcher
    /// The flag rules that are not of one product.
    package let sharedFlagging: SharedFlagRules

    package init(
        crawlers: [Crawler], criteria: [ProductCriteria], sharedFlagging: SharedFlagRules = .standard
    ) {
        self.sharedFlagging = sharedFlagging
        self.crawlers = Dictionary(crawlers.map { ($0.identifier, $0) }, uniquingKeysWith: { first, _ in first })
        self.criteria = Dictionary(criteria.map { ($0.product, $0) }, uniquingKeysWith: { first, _ in first })
        matcher = ProductMatcher(criteria.map { ($0.product, $0.matching) })
    }

    /// Loads every `*.yaml` of both folders; throws all mistakes of all files together.
    package static func load(crawlers: String, criteria: String) throws(RulebookError) -> Rulebook {
        var diagnostics: [Diagnostic] = []
        let readCrawlers = read(crawlers, &diagnostics, CrawlerFile.read)
        let readCriteria = read(criteria, &diagnostics, CriteriaFile.read)
        let shared = sharedFlagging(besides: criteria, &diagnostics)
        guard diagnostics.isEmpty else { throw RulebookError(diagnostics) }
        return Rulebook(crawlers: readCrawlers, criteria: readCriteria, sharedFlagging: shared)
    }

    /// The shared flag rules of a folder of criteria; the program's own where the folder has none.
    package static func sharedFlagging(besides criteria: String, _ diagnostics: inout [Diagnostic]) -> SharedFlagRules {
        let file = criteria + "/" + SharedFlagFile.name
        guard FileManager.default.fileExists(atPath: file) else { return .standard }
        return read(file, &diagnostics, SharedFlagFile.read).first ?? .standard
    }

    /// Reads the named files, or every `*.yaml` of a folder, and gives the good ones beside all mistakes.
    package static func read<Rule>(
        _ path: String, _ diagnostics: inout [Diagnostic],
        _ reader: ([UInt8], String) throws(RulebookError) -> Rule
    ) -> [Rule] {
        var rules: [Rule] = []
        for file in files(path, &diagnostics) {
            guard let data = FileManager.default.contents(atPath: file) else {
                diagnostics.append(
                    Diagnostic(file: file, line: 0, column: 0, key: "", message: "the file cannot be read"))
                continue
            }
            guard data.count <= largestFile else {
                diagnostics.append(
                    Diagnostic(
                        file: file, line: 0, column: 0, key: "",
                        message: "the file has \(data.count) bytes; at most \(largestFile) are read"))
                continue
            }
            do throws(RulebookError) {
                rules.append(try reader(Array(data), file))
            } catch {
                diagnostics += error.diagnostics
            }
        }
        return rules
    }

    /// No rule file comes near this.
    private static let largestFile = 1 << 20

    private static func files(_ path: String, _ diagnostics: inout [Diagnostic]) -> [String] {
        if path.hasSuffix(".yaml") { return [path] }
        do {
            let files = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".yaml") }
            if files.isEmpty {
                diagnostics.append(
                    Diagnostic(
                        file: path, line: 0, column: 0, key: "",
                        message:
                            "the folder holds no *.yaml; run in the repository's folder, or set SUSHAI_CRAWLERS and "
                            + "SUSHAI_CRITERIA"))
            }
            return files.sorted().map { path + "/" + $0 }
        } catch {
            diagnostics.append(
                Diagnostic(
                    file: path, line: 0, column: 0, key: "",
                    message: "there is no such folder; run in the repository's folder, or set SUSHAI_CRAWLERS and "
                        + "SUSHAI_CRITERIA"))
            return []
        }
    }
}
