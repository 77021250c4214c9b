internal import Store

/// Work that fails again in every try until a person changes something.
package enum PermanentFailure: Error, Hashable, Sendable, CustomStringConvertible {
    case unknownCrawler(String, known: [String])
    case unknownProduct(String, known: [String])
    case noCriteria(product: String)
    case noCrawlerConfigured
    case missingVariables([String], crawler: String)
    case unfinishedClaims(Int)
    case noRecheckRule(crawler: String)
    case unchangedPageNotRequested(Int, crawler: String)
    /// A reason whose text comes from another part of the program.
    case other(String)

    package init(_ reason: String) {
        self = .other(reason)
    }

    var fault: JobFault {
        switch self {
        case .unknownCrawler, .unknownProduct, .noCriteria, .noCrawlerConfigured, .missingVariables, .noRecheckRule:
            .ruleMissing
        case .unfinishedClaims: .crashed
        case .unchangedPageNotRequested: .unexpectedAnswer
        case .other: .other
        }
    }

    /// For logs.
    package var description: String {
        switch self {
        case .unknownCrawler(let name, let known):
            "unknown crawler “\(name)”; known: \(known.joined(separator: ", "))"
        case .unknownProduct(let name, let known):
            "no criteria for “\(name)”; known: \(known.joined(separator: ", "))"
        case .noCriteria(let product): "no criteria for “\(product)”; add Criteria/\(product).yaml"
        case .noCrawlerConfigured: "no crawler is configured: the environment has none of the credentials"
        case .missingVariables(let names, let crawler):
            "the crawler \(crawler) needs \(names.joined(separator: ", ")) in the environment"
        case .unfinishedClaims(let times): "claimed \(times) times; the worker crashed each time"
        case .noRecheckRule(let crawler): "Crawlers/\(crawler).yaml has no recheck"
        case .unchangedPageNotRequested(let page, let crawler):
            "the platform of \(crawler) reports page \(page) as unchanged, but the request was not conditional"
        case .other(let reason): reason
        }
    }

    /// For the tables and errors that officers read.
    package var sentence: String {
        switch self {
        case .unknownCrawler(let name, let known): "没有抓取器“\(name)”；现有：\(known.joined(separator: "、"))"
        case .unknownProduct(let name, let known): "没有产品“\(name)”的实施细则；现有：\(known.joined(separator: "、"))"
        case .noCriteria(let product): "没有产品“\(product)”的实施细则，请添加 Criteria/\(product).yaml"
        case .noCrawlerConfigured: "没有已配置的抓取器：环境变量中没有抓取器所需的密钥；运行 sushai crawler check 查看所缺变量"
        case .missingVariables(let names, let crawler):
            "抓取器 \(crawler) 缺少环境变量 \(names.joined(separator: "、"))"
        case .unfinishedClaims(let times): "已领取\(times)次，每次均因处理进程终止而未完成"
        case .noRecheckRule(let crawler): "Crawlers/\(crawler).yaml 未规定如何复核链接（recheck）"
        case .unchangedPageNotRequested(let page, let crawler):
            "\(crawler) 的平台称第\(page)页未变化，但请求未带条件，因此不能沿用以前拉取的页面"
        case .other(let reason): reason
        }
    }
}
