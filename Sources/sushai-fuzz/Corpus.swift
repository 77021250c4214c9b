internal import Domain
internal import Feeds
internal import Foundation
internal import TestSupport

enum Decoder: String, CaseIterable {
    case json, ndjson, csv, tsv, xml, gb18030, gzip, zstd, shapes, texts
    case linkedData = "json-ld"
    case laboratoryJSON = "laboratory-json"
    case laboratoryCSV = "laboratory-csv"
    case laboratoryXLSX = "laboratory-xlsx"
}

/// An input to mutate, and its reader.
struct Seed {
    enum Reader {
        case feed(Crawler)
        case laboratory(UploadForm)
        case text
    }

    let name: String
    let bytes: [UInt8]
    let reader: Reader
    /// The number of records or reports in the unchanged input; nil if it cannot be read at all.
    let records: Int?
    /// The parts of a workbook if they are known. They are damaged one by one.
    var parts: [Workbooks.Part] = []
}

/// The fixtures of one decoder.
struct Corpus {
    let decoder: Decoder
    let seeds: [Seed]
    /// Seeds above this size are read once unchanged and are not mutated, because they would slow down the others.
    static let largestMutated = 64 * 1024

    init(_ decoder: Decoder) throws {
        self.decoder = decoder
        seeds =
            switch decoder {
            case .json, .gzip, .zstd: try Self.pages() + Self.unusual(["json"])
            case .ndjson: try Self.unusual(["ndjson"]) + Shapes.lines
            case .shapes: Shapes.pages
            case .texts: Texts.seeds
            case .csv: try Self.unusual(["csv"])
            case .tsv: try Self.unusual(["tsv"])
            case .xml: try Self.unusual(["xml", "xml-gb18030"])
            case .linkedData: try Self.unusual(["json-ld", "json-ld-gb18030"])
            case .gb18030: try Self.chinesePages() + Self.unusual(["csv-gb18030", "csv-big5", "csv-utf16"])
            case .laboratoryJSON: try Self.reports()
            case .laboratoryCSV: try Self.tables()
            case .laboratoryXLSX: try Workbooks.seeds()
            }
    }

    private static func unusual(_ formats: Set<String>) throws -> [Seed] {
        try AwkwardInput.all().compactMap { input in
            guard formats.contains(input.format), let crawler = AwkwardCrawlers.crawler(input.format) else {
                return nil
            }
            let records: Int? =
                if case .page(let listings, let quarantined) = input.expected {
                    listings.count + quarantined.count
                } else {
                    nil
                }
            return Seed(name: input.name, bytes: input.bytes, reader: .feed(crawler), records: records)
        }
    }

    /// The first day's pages of shipped crawlers for JSON. Foundation's reader counts their records.
    private static func pages() throws -> [Seed] {
        try ["taobao-top", "jd-union", "pdd-ddk", "douyin-live"].flatMap { name in
            let crawler = try Repository.crawler(name)
            guard case .json(let format) = crawler.format else { return [Seed]() }
            let folder = "Fixtures/Pages/\(name)/day-1"
            return try Repository.names(in: folder).map { file in
                let bytes = try Repository.bytes(folder + "/" + file)
                return Seed(
                    name: name + "/" + file, bytes: bytes, reader: .feed(crawler),
                    records: format.records.compactMap { count($0, in: bytes) }.reduce(0, +))
            }
        }
    }

    private static func count(_ path: FieldPath, in bytes: [UInt8]) -> Int? {
        func read(_ text: some DataProtocol) -> Any? {
            try? JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed)
        }
        var value = read(bytes)
        for step in path.steps {
            value = (value as? [String: Any])?[step.name]
            if step.embeddedJSON, let text = value as? String { value = read(Array(text.utf8)) }
        }
        if value is [String: Any] { return 1 }
        return (value as? [Any])?.count
    }

    private static func chinesePages() throws -> [Seed] {
        let bytes = try Repository.bytes("Fixtures/Awkward/listings-gb18030.csv")
        let crawler = try Repository.crawler("csv-market")
        let chinese = Crawler(
            identifier: crawler.identifier, platform: crawler.platform, name: crawler.name, endpoint: crawler.endpoint,
            every: crawler.every, request: crawler.request, paging: crawler.paging, queries: crawler.queries,
            format: .csv(.init(encoding: .gb18030, separator: UInt8(ascii: ","))), fields: crawler.fields,
            recheck: nil, rule: crawler.rule)
        // Links are counted, because each record has one. Lines are not counted, because a title contains a line break.
        let links = String(decoding: bytes, as: UTF8.self).ranges(of: "https://").count
        return [Seed(name: "listings-gb18030.csv", bytes: bytes, reader: .feed(chinese), records: links)]
    }

    private static func reports() throws -> [Seed] {
        let folder = "Fixtures/LabReports"
        let files = try ["childrens-clothing", "power-bank", "toys"].flatMap { product in
            try Repository.names(in: folder + "/" + product).map { product + "/" + $0 }
        }
        return try files.map { file in
            var bytes = try Repository.bytes(folder + "/" + file)
            // The fixtures omit the fields that differ in every run.
            bytes.replaceSubrange(..<1, with: #"{"reportNumber":"R-1","sample":"S-0000-0001","#.utf8)
            return Seed(name: file, bytes: bytes, reader: .laboratory(.json), records: 1)
        }
    }

    /// A laboratory's table in UTF-8, and in the encoding of an older program.
    private static func tables() throws -> [Seed] {
        let bytes = try Repository.bytes("Fixtures/LabReports/toys.csv")
        let rows = bytes.split(separator: 0x0A).count - 1
        let columns = ReportColumn.allCases.map(\.rawValue).joined(separator: ",")
        let whole =
            columns
            + "\r\n\"R-\"\"2\"\"\",S-0000-0002,2026-11-12,,variant=B;age=3,TY-SP,\"小,零件\",<0.02,mg/kg,0.02,0.005,2,重测\r\n"
            + "R-3,S-0000-0003,2026-11-12,2026-05-20,,TY-MAG,磁通量指数,\"16\n7.5\",,,,,\r\n"
        return [
            Seed(name: "toys.csv", bytes: bytes, reader: .laboratory(.csv), records: rows),
            Seed(
                name: "toys-gb18030.csv", bytes: try Feeds.CharacterSet.inGB18030(bytes), reader: .laboratory(.csv),
                records: rows),
            Seed(name: "quoted.csv", bytes: Array(whole.utf8), reader: .laboratory(.csv), records: 2),
        ]
    }
}
