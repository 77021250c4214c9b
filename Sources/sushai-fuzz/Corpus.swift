internal import Domain
internal import Foundation
internal import TestSupport

/// What is fuzzed.
enum Decoder: String, CaseIterable {
    case json, ndjson, csv, tsv, xml, gb18030, gzip, zstd, shapes, texts
    case linkedData = "json-ld"
    case laboratoryJSON = "laboratory-json"
    case laboratoryCSV = "laboratory-csv"
}

/// An input to mutate, and who reads it.
struct Seed {
    enum Reader {
        case feed(Crawler)
        case laboratory(TextForm)
        case text

        /// The forms of reports that are text.
        enum TextForm {
            case json, csv
        }
    }

    let name: String
    let bytes: [UInt8]
    let reader: Reader
    /// How many records, or reports, it holds as it is; nil where it cannot be read at all.
    let records: Int?
}

/// The fixtures of one decoder.
struct Corpus {
    let decoder: Decoder
    let seeds: [Seed]
    /// Seeds above this size are read once as they are, and not mutated: they would only slow the rest.
    static let largestMutated = 64 * 1024

    init(_ decoder: Decoder) throws {
        self.decoder = decoder
        seeds =
            switch decoder {
            case .json, .gzip, .zstd: try Self.pages() + Self.awkward(["json"])
            case .ndjson: try Self.awkward(["ndjson"]) + Shapes.lines
            case .shapes: Shapes.pages
            case .texts: Texts.seeds
            case .csv: try Self.awkward(["csv"])
            case .tsv: try Self.awkward(["tsv"])
            case .xml: try Self.awkward(["xml", "xml-gb18030"])
            case .linkedData: try Self.awkward(["json-ld", "json-ld-gb18030"])
            case .gb18030: try Self.chinesePages() + Self.awkward(["csv-gb18030", "csv-big5", "csv-utf16"])
            case .laboratoryJSON: try Self.reports(.json)
            case .laboratoryCSV: try Self.reports(.csv)
            }
    }

    private static func awkward(_ formats: Set<String>) throws -> [Seed] {
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

    /// The first day's pages of shipped crawlers for JSON. How many records they hold is asked of Foundation's reader.
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
        // Each record has a link; lines are more, since a title has a line break.
        let links = String(decoding: bytes, as: UTF8.self).ranges(of: "https://").count
        return [Seed(name: "listings-gb18030.csv", bytes: bytes, reader: .feed(chinese), records: links)]
    }

    private static func reports(_ form: Seed.Reader.TextForm) throws -> [Seed] {
        let folder = "Fixtures/LabReports"
        let files: [String] =
            switch form {
            case .json:
                try ["childrens-clothing", "power-bank", "toys"].flatMap { product in
                    try Repository.names(in: folder + "/" + product).map { product + "/" + $0 }
                }
            case .csv: ["toys.csv"]
            }
        return try files.map { file in
            var bytes = try Repository.bytes(folder + "/" + file)
            if form == .json {
                // The fixtures leave out what is different in every run.
                bytes.replaceSubrange(..<1, with: #"{"reportNumber":"R-1","sample":"S-0000-0001","#.utf8)
            }
            return Seed(name: file, bytes: bytes, reader: .laboratory(form), records: form == .json ? 1 : 4)
        }
    }
}
