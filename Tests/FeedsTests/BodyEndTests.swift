import Domain
import Feeds
import TestSupport
import Testing
import Transport

@Suite("The end of a body", .timeLimit(.minutes(30)))
struct BodyEndTests {
    enum Shape: CaseIterable, Sendable {
        case json, xml, csv, ndjson, jsonLD, html

        var format: FeedFormat {
            switch self {
            case .json: .json(.init(records: Self.paths("items"), error: nil, success: nil))
            case .xml: .xml(.init(records: Self.paths("feed.item")[0]))
            case .csv: .csv(.init(encoding: .utf8, separator: UInt8(ascii: ",")))
            case .ndjson: .ndjson(.init())
            case .jsonLD, .html: .jsonLD(.init())
            }
        }

        var body: [UInt8] {
            let records = (1...4).map { number -> String in
                let price = 12_345 + number
                return switch self {
                case .xml: "<item><id>\(number)</id><title>积木 \(number)</title><price>\(price)</price></item>"
                case .csv: "\(number),积木 \(number),\(price)"
                case .jsonLD, .html:
                    #"{"@type":"Product","id":"\#(number)","title":"积木 \#(number)","price":\#(price)}"#
                case .json, .ndjson: #"{"id":"\#(number)","title":"积木 \#(number)","price":\#(price)}"#
                }
            }
            let text =
                switch self {
                case .json: #"{"items":["# + records.joined(separator: ",") + "]}"
                case .xml: "<feed>" + records.joined() + "</feed>"
                case .csv: "id,title,price\n" + records.joined(separator: "\n") + "\n"
                case .ndjson: records.joined(separator: "\n") + "\n"
                case .jsonLD: "[" + records.joined(separator: ",") + "]"
                case .html:
                    "<!doctype html><html><body>"
                        + records.map { "<script type=\"application/ld+json\">\($0)</script>" }.joined()
                        + "</body></html>"
                }
            return Array(text.utf8)
        }

        private static func paths(_ text: String) -> [FieldPath] {
            [FieldPath(text)].compactMap { $0 }
        }
    }

    private static let codings: [(header: String?, encode: @Sendable ([UInt8]) throws -> [UInt8])] = [
        (nil, { $0 }), ("gzip", Compressing.gzip), ("deflate", Compressing.zlib), ("deflate", Compressing.deflate),
        ("zstd", Compressing.zstd), ("br", Compressing.brotli),
        // A file that is compressed itself, as it is and within an encoding.
        (nil, Compressing.gzip), (nil, Compressing.zstd), ("gzip", { try Compressing.gzip(Compressing.gzip($0)) }),
    ]

    private func client() -> FeedClient {
        FeedClient(.init(clock: FixedClock().clock, random: .constant(0), variable: { _ in nil }) { _ in })
    }

    private func crawler(_ address: String, _ format: FeedFormat) -> Crawler {
        SampleFeed.crawler(address, pace: Pace(requestsPerSecond: 1_000_000), attempts: 1, format: format)
    }

    private func result(
        _ client: FeedClient, _ crawler: Crawler
    ) async -> Result<FeedClient.Page, FeedClient.Failure> {
        do throws(FeedClient.Failure) {
            guard case .page(let page) = try await client.page(.number(1), of: "", crawler: crawler) else {
                return .failure(.init(cause: .fetch(.cancelled)))
            }
            return .success(page)
        } catch {
            return .failure(error)
        }
    }

    @Test(
        "Figures 1: no prefix of a body is a complete page, whatever its format, compression and framing",
        arguments: Shape.allCases)
    func prefixes(_ shape: Shape) async throws {
        for (header, encode) in Self.codings {
            let body = try encode(shape.body)
            let headers = header.map { ["Content-Encoding: " + $0] } ?? []
            for framing in RawServer.Framing.allCases {
                try await RawServer.running { request in
                    let cut = request.split(separator: " ")[1].split(separator: "cut").last.flatMap { Int($0) }
                    return RawServer.answer(body, sent: cut, framing: framing, headers: headers)
                } _: { address in
                    let client = client()
                    for cut in stride(from: 0, to: body.count, by: framing == .close ? 1 : 29) {
                        let result = await result(client, crawler(address + "/cut\(cut)", shape.format))
                        guard case .success(let page) = result else { continue }
                        Issue.record(
                            "\(shape) \(header ?? "plain") \(framing): \(cut) of \(body.count) bytes gave a page of \(page.content.records)"
                        )
                    }
                    let whole = await result(client, crawler(address + "/cut\(body.count)", shape.format))
                    // Nothing shows the end of a plain list of lines when the connection closes.
                    let isUnknown =
                        framing == .close && header == nil && body == shape.body && (shape == .csv || shape == .ndjson)
                    switch whole {
                    case .success(let page): #expect(!isUnknown && page.content.listings.count == 4)
                    case .failure(let failure):
                        #expect(isUnknown && failure.cause == .page(.incomplete(.endNotProved)), "\(failure.message)")
                    }
                }
            }
        }
    }

    @Test("Figures 1: a list of lines that ends with its connection is a gap, unless the crawler file says how it ends")
    func lines() async throws {
        let ends: [(FeedFormat.LinesEnd?, String, Incompleteness?)] = [
            (nil, "", .endNotProved), (.connection, "", nil), (.line("#END"), "#END", nil),
            (.line("#END"), "\r\n #END \n\n", nil), (.line("#END"), "", .lastLine(expected: "#END")),
            (.line("#END"), "#EN", .lastLine(expected: "#END")), (.line("#END"), "x#END", .lastLine(expected: "#END")),
        ]
        for (end, last, incompleteness) in ends {
            for format in [
                FeedFormat.ndjson(.init(end: end)),
                .csv(.init(encoding: .utf8, separator: UInt8(ascii: ","), end: end)),
            ] {
                let lines = if case .csv = format { Shape.csv.body } else { Shape.ndjson.body }
                for framing in [RawServer.Framing.close, .length] {
                    let answer = RawServer.answer(lines + Array(last.utf8), framing: framing)
                    let wanted = framing == .length && incompleteness == .endNotProved ? nil : incompleteness
                    try await RawServer.running { _ in
                        answer
                    } _: { address in
                        switch await result(client(), crawler(address, format)) {
                        case .success(let page):
                            #expect(wanted == nil, "\(String(describing: end)) \(last)")
                            #expect(page.content.listings.count == 4 && page.content.quarantined.isEmpty)
                        case .failure(let failure):
                            #expect(failure.cause == wanted.map { .page(.incomplete($0)) })
                        }
                    }
                }
            }
        }
    }

    @Test("Figures 1: a page that may be incomplete is requested again, and its gap says what to write")
    func retried() async throws {
        let asked = Tally()
        let answer = RawServer.answer(Shape.csv.body, framing: .close)
        try await RawServer.running { _ in
            asked.add()
            return answer
        } _: { address in
            let crawler = SampleFeed.crawler(address, attempts: 3, format: Shape.csv.format)
            let failure = await #expect(throws: FeedClient.Failure.self) {
                try await client().page(.number(1), of: "", crawler: crawler)
            }
            #expect(
                failure?.sentence.contains("页面可能不完整") == true && failure?.sentence.contains("end: connection") == true)
            // Read again on their own, the bytes would look complete.
            #expect(failure?.bytes.isEmpty == true)
        }
        #expect(asked.count == 3)
    }

    @Test("Figures 1: compressed bytes that end early are kept as they arrived")
    func kept() async throws {
        let body = try Compressing.brotli(Shape.json.body)
        let part = Array(body.prefix(body.count / 2))
        let answer = RawServer.answer(part, framing: .length, headers: ["Content-Encoding: br"])
        try await RawServer.running { _ in
            answer
        } _: { address in
            guard case .failure(let failure) = await result(client(), crawler(address, Shape.json.format)) else {
                Issue.record("half a body was accepted")
                return
            }
            #expect(failure.bytes == part)
            #expect(failure.sentence.contains("页面不完整"))
            #expect(failure.audience == .nobody)
        }
    }

    @Test("The hash of a page is that of its text, whatever the encoding of the transfer")
    func hash() async throws {
        let body = Shape.json.body
        for (header, encode) in Self.codings.prefix(6) {
            let headers = header.map { ["Content-Encoding: " + $0] } ?? []
            let answer = try RawServer.answer(encode(body), framing: .length, headers: headers)
            try await RawServer.running { _ in
                answer
            } _: { address in
                let page = try await result(client(), crawler(address, Shape.json.format)).get()
                #expect(page.contentHash == Digest.sha256(body))
            }
        }
    }

    @Test("Figures 1: a compressed file on disk that is cut anywhere is refused", arguments: [Compression.gzip, .zstd])
    func localFiles(_ compression: Compression) throws {
        let whole = try compression == .gzip ? Compressing.gzip(Shape.csv.body) : Compressing.zstd(Shape.csv.body)
        let folder = try TemporaryFolder()
        for count in (compression == .gzip ? 2 : 4)...whole.count {
            try folder.write(Array(whole.prefix(count)), to: "feed")
            func read() throws -> Int {
                let file = try FeedFile(path: folder.path + "/feed", division: .rows(separator: UInt8(ascii: ",")))
                var size = 0
                while let block = try file.next() { size += block.size }
                return size
            }
            if count == whole.count {
                #expect(try read() == Shape.csv.body.count)
            } else {
                #expect(throws: FeedFileFault.self, "\(count) bytes") { try read() }
            }
        }
    }
}
