internal import Dispatch
package import Domain
internal import FoundationEssentials
internal import Synchronization

/// A matcher that is built once, when it is first used.
private final class DeferredMatcher: Sendable {
    private let made = Mutex<ProductMatcher?>(nil)
    private let make: @Sendable () -> ProductMatcher

    init(_ make: @escaping @Sendable () -> ProductMatcher) {
        self.make = make
    }

    var value: ProductMatcher {
        made.withLock { made in
            if let made { return made }
            let matcher = make()
            made = matcher
            return matcher
        }
    }
}

/// All rules in force: the checked content of `Crawlers/` and `Criteria/`.
package struct Rulebook: Sendable {
    /// Crawlers by identifier.
    package var crawlers: [String: Crawler]
    /// Criteria by product code.
    package let criteria: [String: ProductCriteria]
    /// Built at its first use, because most commands match no title.
    package var matcher: ProductMatcher { deferred.value }
    private let deferred: DeferredMatcher
    /// The flag rules that apply to all products.
    package let sharedFlagging: SharedFlagRules
    /// The evidence that laboratories may upload, and the evidence that a report requires.
    package let evidence: EvidenceRules
    package let regions: RegionNames
    /// What is kept how long.
    package let retention: RetentionRules
    /// The legal bases of takedowns from which officers choose.
    package let legalBases: [LegalBasisTemplate]

    package init(
        crawlers: [Crawler], criteria: [ProductCriteria], sharedFlagging: SharedFlagRules = .standard,
        evidence: EvidenceRules = .standard, regions: RegionNames = RegionNames(),
        matching: SharedMatching = .none, categories: CategoryTrees = .none, retention: RetentionRules = .none,
        legalBases: [LegalBasisTemplate] = []
    ) {
        self.legalBases = legalBases
        self.retention = retention
        self.regions = regions
        self.sharedFlagging = sharedFlagging
        self.evidence = evidence
        self.crawlers = Dictionary(crawlers.map { ($0.identifier, $0) }, uniquingKeysWith: { first, _ in first })
        self.criteria = Dictionary(criteria.map { ($0.product, $0) }, uniquingKeysWith: { first, _ in first })
        deferred = DeferredMatcher {
            ProductMatcher(
                criteria.map { ($0.product, $0.matching) }, shared: matching, trees: categories,
                watched: FlagRule.titleWords(sharedFlagging))
        }
    }

    /// Loads every `*.yaml` of both folders. Throws the mistakes of all files together.
    package static func load(crawlers: String, criteria: String) throws(RulebookError) -> Rulebook {
        var diagnostics: [Diagnostic] = []
        let readCrawlers = read(crawlers, &diagnostics, CrawlerFile.read)
        let readCriteria = read(criteria, &diagnostics, CriteriaFile.read)
        let shared = sharedFlagging(besides: criteria, &diagnostics)
        let evidence = evidence(besides: criteria, &diagnostics)
        let regions = regions(besides: criteria, &diagnostics)
        let matching = matching(besides: criteria, &diagnostics)
        let categories = categories(besides: criteria, &diagnostics)
        let retention = retention(besides: criteria, &diagnostics)
        let legalBases = legalBases(besides: criteria, &diagnostics)
        // A mistyped code would mean that the product needs no evidence.
        let known = Set(readCriteria.map(\.product))
        for product in evidence.products.keys.sorted() where !known.contains(product) {
            diagnostics.append(
                Diagnostic(
                    file: evidence.rule.file, line: 0, column: 0, key: "products.\(product)",
                    message: "there are no criteria for this product"))
        }
        diagnostics += MatchingContradictions.find(readCriteria, matching).filter { $0.severity == .mistake }
        guard diagnostics.isEmpty else { throw RulebookError(diagnostics) }
        return Rulebook(
            crawlers: readCrawlers, criteria: readCriteria, sharedFlagging: shared, evidence: evidence,
            regions: regions, matching: matching, categories: categories, retention: retention, legalBases: legalBases)
    }

    /// The crawler with this name in a folder of crawler files; nil if there is none. Other files are not read.
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

    /// The evidence rules of a folder of criteria, or those of the program if the folder has none.
    package static func evidence(besides criteria: String, _ diagnostics: inout [Diagnostic]) -> EvidenceRules {
        let file = criteria + "/" + EvidenceFile.name
        guard FileManager.default.fileExists(atPath: file) else { return .standard }
        return read(file, &diagnostics, EvidenceFile.read).first ?? .standard
    }

    /// The names of divisions in a folder of criteria; none if the folder has no such file.
    package static func regions(besides criteria: String, _ diagnostics: inout [Diagnostic]) -> RegionNames {
        let file = criteria + "/" + RegionFile.name
        guard FileManager.default.fileExists(atPath: file) else { return RegionNames() }
        return read(file, &diagnostics, RegionFile.read).first ?? RegionNames()
    }

    /// The shared words of a folder of criteria; none if the folder has no such file.
    package static func matching(besides criteria: String, _ diagnostics: inout [Diagnostic]) -> SharedMatching {
        let file = criteria + "/" + SharedMatchingFile.name
        guard FileManager.default.fileExists(atPath: file) else { return .none }
        return read(file, &diagnostics, SharedMatchingFile.read).first ?? .none
    }

    /// The category trees of a folder of criteria; none if the folder has no such file.
    package static func categories(besides criteria: String, _ diagnostics: inout [Diagnostic]) -> CategoryTrees {
        let file = criteria + "/" + CategoryFile.name
        guard FileManager.default.fileExists(atPath: file) else { return .none }
        return read(file, &diagnostics, CategoryFile.read).first ?? .none
    }

    /// The rules of retention of a folder of criteria. Without such a file, nothing is removed.
    package static func retention(besides criteria: String, _ diagnostics: inout [Diagnostic]) -> RetentionRules {
        let file = criteria + "/" + RetentionFile.name
        guard FileManager.default.fileExists(atPath: file) else { return .none }
        return read(file, &diagnostics, RetentionFile.read).first ?? .none
    }

    /// The legal bases of a folder of criteria; none if the folder has no such file.
    private static func legalBases(
        besides criteria: String, _ diagnostics: inout [Diagnostic]
    ) -> [LegalBasisTemplate] {
        let file = criteria + "/" + LegalBasisFile.name
        guard FileManager.default.fileExists(atPath: file) else { return [] }
        return read(file, &diagnostics, LegalBasisFile.read).first ?? []
    }

    /// The matcher of a folder of criteria. Throws every mistake of its files.
    package static func matcher(criteria: String) throws(RulebookError) -> (ProductMatcher, [ProductCriteria]) {
        var diagnostics: [Diagnostic] = []
        let read = read(criteria, &diagnostics, CriteriaFile.read)
        let (shared, trees) = (matching(besides: criteria, &diagnostics), categories(besides: criteria, &diagnostics))
        diagnostics += MatchingContradictions.find(read, shared).filter { $0.severity == .mistake }
        guard diagnostics.isEmpty else { throw RulebookError(diagnostics) }
        return (ProductMatcher(read.map { ($0.product, $0.matching) }, shared: shared, trees: trees), read)
    }

    /// The shared flag rules of a folder of criteria, or those of the program if the folder has none.
    package static func sharedFlagging(besides criteria: String, _ diagnostics: inout [Diagnostic]) -> SharedFlagRules {
        let file = criteria + "/" + SharedFlagFile.name
        guard FileManager.default.fileExists(atPath: file) else { return .standard }
        return read(file, &diagnostics, SharedFlagFile.read).first ?? .standard
    }

    /// Reads one file, or every `*.yaml` of a folder. Returns the correct files and adds all mistakes to `diagnostics`,
    /// both in the order of the files. A province has hundreds of files, so all cores read them.
    package static func read<Rule: Sendable>(
        _ path: String, _ diagnostics: inout [Diagnostic],
        _ reader: @escaping @Sendable ([UInt8], String) throws(RulebookError) -> Rule
    ) -> [Rule] {
        let files = files(path, &diagnostics)
        let results = Mutex([Result<Rule, RulebookError>?](repeating: nil, count: files.count))
        let next = Atomic(0)
        // `concurrentPerform` is not used: on the thread of a task it processes the files one by one.
        let work = { @Sendable in
            while true {
                let number = next.add(1, ordering: .relaxed).oldValue
                guard number < files.count else { return }
                let result = one(files[number], reader)
                results.withLock { $0[number] = result }
            }
        }
        let helpers = DispatchGroup()
        for _ in 1..<max(1, min(ProcessInfo.processInfo.activeProcessorCount, files.count / filesWorthAThread)) {
            DispatchQueue.global().async(group: helpers, execute: work)
        }
        work()
        helpers.wait()
        var rules: [Rule] = []
        for case let result? in results.withLock({ $0 }) {
            switch result {
            case .success(let rule): rules.append(rule)
            case .failure(let error): diagnostics += error.diagnostics
            }
        }
        return rules
    }

    private static func one<Rule>(
        _ file: String, _ reader: ([UInt8], String) throws(RulebookError) -> Rule
    ) -> Result<Rule, RulebookError> {
        func mistake(_ message: String) -> Result<Rule, RulebookError> {
            .failure(RulebookError([Diagnostic(file: file, line: 0, column: 0, key: "", message: message)]))
        }
        guard let data = FileManager.default.contents(atPath: file) else { return mistake("the file cannot be read") }
        guard data.count <= largestFile else {
            return mistake(
                "the file has \(data.count) bytes; at most \(largestFile) are read; one product takes a hundredth of that"
            )
        }
        do throws(RulebookError) {
            return .success(try reader(Array(data), file))
        } catch {
            return .failure(error)
        }
    }

    /// Reading this number of files takes longer than starting a thread.
    private static let filesWorthAThread = 16

    /// Maximum size in bytes, far more than any rule file has.
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
