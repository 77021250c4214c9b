import Domain
import Rulebook

/// The folder that contains `Crawlers/` and `Criteria/`.
let repositoryRoot: String = {
    // …/Tests/RulebookTests/Support/RuleFiles.swift
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(4).joined(separator: "/")
}()

/// The shipped rules, loaded once: loading takes about a second in a debug build.
let shippedRulebook = Result {
    try Rulebook.load(crawlers: repositoryRoot + "/Crawlers", criteria: repositoryRoot + "/Criteria")
}

/// The mistakes found in a criteria file of this text.
func criteriaMistakes(_ yaml: String, file: String = "Criteria/lamp.yaml") -> [Diagnostic] {
    mistakes { () throws(RulebookError) in try CriteriaFile.read(Array(yaml.utf8), file: file) }
}

/// The mistakes found in a crawler file of this text.
func crawlerMistakes(_ yaml: String, file: String = "Crawlers/lamp-feed.yaml") -> [Diagnostic] {
    mistakes { () throws(RulebookError) in try CrawlerFile.read(Array(yaml.utf8), file: file) }
}

private func mistakes<Rule>(_ read: () throws(RulebookError) -> Rule) -> [Diagnostic] {
    do {
        _ = try read()
        return []
    } catch {
        return error.diagnostics
    }
}

enum RuleText {
    /// A criteria file without a mistake. Tests replace one line of it.
    static let criteria = """
        product: lamp
        name: 台灯
        matching:
          titleWords: [台灯]
        flagging:
          lowPriceZ: "-3.0"
          minimumListings: 30
          burstUnitsPerDay: 500
          livestream: true
        editions:
          - edition: "GB 1-2014"
            produced: {until: "2026-10-31"}
            items:
              - code: LP-PB
                name: 铅
                unit: mg/kg
                standard: GB 1-2014
                method: GB 2-2014
                limit: {max: "90"}
                hazard: serious
                source: {confidence: S}
              - code: LP-LBL
                name: 标识
                standard: GB 1-2014
                method: GB 1-2014
                passFail: true
                hazard: general
                source: {confidence: V, note: clause 5}

        """

    /// A crawler file without a mistake.
    static let crawler = """
        crawler: lamp-feed
        platform: lamp
        name: 台灯
        endpoint:
          url: https://example.com/api
        every: 24h
        request:
          method: GET
          credentials:
            appKey: LAMP_APP_KEY
          parameters:
            app_key: ${appKey}
            page: ${page}
          sign:
            algorithm: md5
            secret: LAMP_SECRET
            parameter: sign
        paging:
          size: 20
          total: data.total
        queries: ["1", "2"]
        format:
          json:
            records: data.list
        fields:
          item: id
          title: [title, name]
          price: {from: price, unit: fen}
          sales: {from: sold, window: 30d}
        recheck:
          endpoint:
            url: https://example.com/item
          parameters: {id: "${item}"}

        """
}

extension String {
    /// This text with `old` replaced. The text must contain `old`.
    func with(_ old: String, _ new: String) -> String {
        precondition(contains(old), "the text does not hold: \(old)")
        return replacing(old, with: new)
    }

    /// The 1-based line of the first occurrence of `text`.
    func line(of text: String) -> Int {
        split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains(text) }.map { $0 + 1 } ?? 0
    }
}
