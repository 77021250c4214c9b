internal import Domain
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
        case laboratory(UploadForm)
        case text
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

    /// The first day's pages of every shipped crawler for JSON; a page holds as many records as it names items.
    private static func pages() throws -> [Seed] {
        try ["taobao-top", "jd-union", "pdd-ddk", "douyin-live"].flatMap { name in
            let crawler = try Repository.crawler(name)
            let folder = "Fixtures/Pages/\(name)/day-1"
            return try Repository.names(in: folder).map { file in
                let bytes = try Repository.bytes(folder + "/" + file)
                return Seed(
                    name: name + "/" + file, bytes: bytes, reader: .feed(crawler),
                    records: count(itemNames[name] ?? "", in: bytes))
            }
        }
    }

    /// What stands once in every record of a crawler's pages.
    private static let itemNames = [
        "taobao-top": #""zk_final_price""#, "jd-union": #"\"owner\""#, "pdd-ddk": #""goods_sign""#,
        "douyin-live": #""product_id""#,
    ]

    private static func count(_ text: String, in bytes: [UInt8]) -> Int {
        String(decoding: bytes, as: UTF8.self).ranges(of: text).count
    }

    private static func chinesePages() throws -> [Seed] {
        let bytes = try Repository.bytes("Fixtures/Awkward/listings-gb18030.csv")
        let crawler = try Repository.crawler("csv-market")
        let chinese = Crawler(
            identifier: crawler.identifier, platform: crawler.platform, name: crawler.name, endpoint: crawler.endpoint,
            every: crawler.every, request: crawler.request, paging: crawler.paging, queries: crawler.queries,
            format: .csv(.init(encoding: .gb18030, separator: UInt8(ascii: ","))), fields: crawler.fields,
            recheck: nil, rule: crawler.rule)
        let lines = bytes.split(separator: 0x0A).count
        return [Seed(name: "listings-gb18030.csv", bytes: bytes, reader: .feed(chinese), records: lines - 1)]
    }

    private static func reports(_ form: UploadForm) throws -> [Seed] {
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
            Seed(
                name: file, bytes: try Repository.bytes(folder + "/" + file), reader: .laboratory(form),
                records: form == .json ? 1 : 4)
        }
    }
}
