import Foundation
import TestSupport

/// Runs the built program against a feed of numbered pages.
enum NumberedJourney {
    private static func crawlerFile(concurrency: Int) -> String {
        """
        crawler: numbered-feed
        platform: taobao
        name: 编号样例
        endpoint:
          environment: SUSHAI_NUMBERED_ENDPOINT
        every: 24h
        request:
          method: GET
          timeoutSeconds: 600
          parameters:
            page: ${page}
          requestsPerSecond: 1000
          concurrency: \(concurrency)
        paging:
          first: 1
          size: 4
          total: total
        format:
          json:
            records: [items]
        fields:
          item: id
          title: title
          price: {from: price, unit: fen}
          sales: {from: sales, window: cumulative}

        """
    }

    /// - Parameter address: the address of the feed.
    static func make(_ address: String, concurrency: Int) throws -> Journey {
        let journey = try Journey()
        let rules = journey.folder.path + "/Crawlers"
        try FileManager.default.createDirectory(atPath: rules, withIntermediateDirectories: true)
        try journey.folder.write(
            Array(crawlerFile(concurrency: concurrency).utf8), to: "Crawlers/numbered-feed.yaml")
        var program = journey.program
        program.environment.merge(["SUSHAI_CRAWLERS": rules, "SUSHAI_NUMBERED_ENDPOINT": address]) { $1 }
        return Journey(folder: journey.folder, program: program)
    }
}
