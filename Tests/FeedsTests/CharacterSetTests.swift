import Domain
import Feeds
import TestSupport
import Testing

struct CharacterSetTests {
    private func fault(_ bytes: [UInt8], _ encoding: FeedFormat.Encoding) -> CharacterSetFault? {
        do throws(CharacterSetFault) {
            _ = try CharacterSet.converted(bytes, from: encoding)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "A range of the UTF-8 text leads to the original bytes",
        arguments: [
            (FeedFormat.Encoding.gb18030, "GB18030"), (.big5, "BIG5-HKSCS"), (.utf16, "UTF-16LE"), (.utf8, "UTF-8"),
        ])
    func original(_ encoding: FeedFormat.Encoding, _ name: String) throws {
        // Longer than several strides, so that some positions are between the stored ones.
        let lines = (0..<3000).map { "\($0),大小中文,\($0 * 7)\n" }
        let arrived = try Encoder.encode(Array(lines.joined().utf8), as: name)
        let text = try CharacterSet.converted(arrived, from: encoding)
        #expect(text.utf8 == Array(lines.joined().utf8))
        var start = 0
        for (index, line) in lines.enumerated() {
            let range = start..<(start + line.utf8.count)
            start = range.upperBound
            guard index % 97 == 0 else { continue }
            #expect(text.original(of: range) == (try Encoder.encode(Array(line.utf8), as: name)))
        }
        #expect(text.original(of: 0..<text.utf8.count) == arrived)
    }

    @Test("The fault names the first invalid byte: from 0 in its value, from 1 in its message")
    func offsets() throws {
        let good = try Encoder.encode(Array("积木".utf8), as: "GB18030")
        let found = fault(good + [0xFF, 0x31], .gb18030)
        #expect(found == CharacterSetFault(message: "byte 5 is not GB18030; is the file UTF-8?", offset: 4))
        #expect(fault([0x61, 0x00, 0x62], .utf16)?.offset == 2)
        #expect(fault([0xFF, 0xFE, 0x00, 0xD8], .utf16)?.offset == 2)
    }

    @Test("The position of a fault far into the file is correct")
    func farOffset() {
        let bytes = [UInt8](repeating: 0x61, count: 100_000) + [0xFF]
        #expect(fault(bytes, .gb18030)?.offset == 100_000)
    }

    @Test("Chinese text in UTF-8 is refused as another set, because it would become other characters without a fault")
    func surelyUTF8() {
        let message = "the text is UTF-8, not GB18030; write encoding: UTF-8"
        #expect(fault(Array("儿童积木玩具".utf8), .gb18030)?.message == message)
        #expect(fault(Array("plain".utf8), .gb18030) == nil)
    }

    @Test(
        "UTF-16 is read in both byte orders, with and without a byte-order mark", arguments: ["UTF-16LE", "UTF-16BE"])
    func orders(_ name: String) throws {
        for text in ["\u{FEFF}id,积木🎁", "id,积木🎁"] {
            let bytes = try Encoder.encode(Array(text.utf8), as: name)
            #expect(try CharacterSet.converted(bytes, from: .utf16).utf8 == Array("id,积木🎁".utf8))
        }
    }

    @Test("An empty text is empty in every character set", arguments: FeedFormat.Encoding.allCases)
    func empty(_ encoding: FeedFormat.Encoding) throws {
        #expect(try CharacterSet.converted([], from: encoding).utf8 == [])
    }
}
