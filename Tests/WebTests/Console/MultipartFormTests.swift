import Foundation
import TestSupport
import Testing

@testable import Web

@Suite("Forms with files", .timeLimit(.minutes(2)))
struct MultipartFormTests {
    private static let type = "multipart/form-data; boundary=x-1"

    private func form(_ text: String, type: String = Self.type) -> MultipartForm? {
        MultipartForm(Array(text.utf8), contentType: type)
    }

    @Test("What a browser sends is read: fields, files, an empty choice, line breaks, names")
    func good() throws {
        let body = """
            --x-1\r\nContent-Disposition: form-data; name="form"\r\n\r\nabc\r\n\
            --x-1\r\nContent-Disposition: form-data; name="reason"\r\n\r\n甲\r\n乙\r\n\
            --x-1\r\nContent-Disposition: form-data; name="file"; filename="C:\\报告%22.csv"\r\n\
            Content-Type: text/csv\r\n\r\na,b\r\n--x-\r\n--x-1x\r\n\
            --x-1\r\nContent-Disposition: form-data; name="album"; filename=""\r\n\
            Content-Type: application/octet-stream\r\n\r\n\r\n--x-1--\r\n
            """
        // `--x-1` at the start of a line of the content would end it; a browser chooses another boundary then.
        #expect(form(body) == nil)
        let read = try #require(form(body.replacing("--x-1x", with: "--x1x")))
        #expect(read.fields.map { $0.name + "=" + $0.value } == ["form=abc", "reason=甲\n乙"])
        #expect(read.files.count == 1 && read.files[0].name == "报告\".csv" && read.files[0].field == "file")
        #expect(String(decoding: read.files[0].bytes, as: UTF8.self) == "a,b\r\n--x-\r\n--x1x")
    }

    @Test(
        "What no browser sends is refused as a whole",
        arguments: [
            "", "--x-1--", "--x-1\r\n", "x--x-1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x-1--",
            "--x-1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x-1",
            "--x-1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x-1--x",
            "--x-1\r\nContent-Disposition: form-data\r\n\r\nb\r\n--x-1--",
            "--x-1\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--x-1--",
            "--x-1\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\nb\r\n--x-1--",
            "--x-1\r\nContent-Disposition: form-data; name=\"a\"; filename*=\"b\"\r\n\r\nb\r\n--x-1--",
            "--x-1\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\nb\r\n--x-1--",
            "--x-1\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nb\r\n--x-1--",
            "--x-1\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x-1--",
            "--x-1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\u{1B}\r\n--x-1--",
            "--x-1\r\nContent-Disposition: form-data; name=\"a\u{0}\"\r\n\r\nb\r\n--x-1--",
            "--x-1\nContent-Disposition: form-data; name=\"a\"\n\nb\n--x-1--",
        ])
    func bad(_ body: String) {
        let read = form(body)
        // A form without a part is complete, and empty.
        #expect(read == nil || (body == "--x-1--" && read?.fields.isEmpty == true), "\(body)")
    }

    @Test(
        "A boundary is required and plain",
        arguments: [
            "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=x-1",
            "multipart/form-data; charset=utf-8; boundary=x-1", "multipart/form-data; boundary=\"x 1\"",
            "multipart/form-data; boundary=" + String(repeating: "x", count: 71),
        ])
    func boundary(_ type: String) {
        #expect(form("--x-1--\r\n", type: type) == nil)
        #expect(form("--x-1--\r\n", type: "Multipart/Form-Data; Boundary=\"x-1\"") != nil)
    }

    @Test("The numbers of parts and of bytes of a header are bounded")
    func bounds() {
        let part = "--x-1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n"
        #expect(form(String(repeating: part, count: MultipartForm.mostParts) + "--x-1--") != nil)
        #expect(form(String(repeating: part, count: MultipartForm.mostParts + 1) + "--x-1--") == nil)
        let long = String(repeating: "a", count: MultipartForm.mostHeaderBytes)
        #expect(form("--x-1\r\nContent-Disposition: form-data; name=\"\(long)\"\r\n\r\nb\r\n--x-1--") == nil)
        let big = String(repeating: "a", count: MultipartForm.mostFieldBytes + 1)
        #expect(form("--x-1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\(big)\r\n--x-1--") == nil)
    }

    @Test("Fuzz: a damaged form is refused or read; what is read is a part of what was sent", arguments: 0..<8)
    func fuzz(_ seed: UInt64) throws {
        var random = SeededBytes(seed)
        let content = (0..<2_000).map { _ in random.next() }
        let whole = Browser.multipart(["form": "abc", "key": "1"], [.init("file", "a.csv", content)])
        let type = "multipart/form-data; boundary=" + Browser.boundary
        let read = try #require(MultipartForm(whole, contentType: type))
        #expect(Array(read.files[0].bytes) == content && read.fields.count == 2)
        for _ in 0..<2_000 {
            var damaged = whole
            for _ in 0..<Int(random.next() % 4 + 1) {
                guard damaged.count > 16 else { break }
                let at = Int(random.next()) << 8 | Int(random.next())
                switch random.next() % 4 {
                case 0: damaged[at % damaged.count] = random.next()
                case 1: damaged.removeLast(min(damaged.count - 1, at % 400))
                case 2: damaged.insert(contentsOf: Array("\r\n--".utf8), at: at % damaged.count)
                default: damaged.removeSubrange((at % damaged.count)..<min(damaged.count, at % damaged.count + 7))
                }
            }
            guard let form = MultipartForm(damaged, contentType: type) else { continue }
            let bytes = form.files.map(\.bytes.count).reduce(0, +) + form.fields.map(\.value.utf8.count).reduce(0, +)
            #expect(bytes <= damaged.count && form.fields.allSatisfy { !$0.name.isEmpty })
        }
    }
}

/// A simple generator, so that a failure can be repeated.
private struct SeededBytes {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    }

    mutating func next() -> UInt8 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 33)
    }
}
