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
        "A range of the UTF-8 leads back to the bytes that arrived",
        arguments: [
            (FeedFormat.Encoding.gb18030, "GB18030"), (.big5, "BIG5-HKSCS"), (.utf16, "UTF-16LE"), (.utf8, "UTF-8"),
        ])
    func original(_ encoding: FeedFormat.Encoding, _ name: String) throws {
        // Longer than several strides, so that places are found between those that are remembered.
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

    @Test("The first byte that is no character is named, from 0 in the fault and from 1 in its words")
    func offsets() throws {
        let good = try Encoder.encode(Array("积木".utf8), as: "GB18030")
        let found = fault(good + [0xFF, 0x31], .gb18030)
        #expect(found == CharacterSetFault(message: "byte 5 is not GB18030; is the file UTF-8?", offset: 4))
        #expect(fault([0x61, 0x00, 0x62], .utf16)?.offset == 2)
        #expect(fault([0xFF, 0xFE, 0x00, 0xD8], .utf16)?.offset == 2)
    }

    @Test("A fault far into the file is named by its own place")
    func farOffset() {
        let bytes = [UInt8](repeating: 0x61, count: 100_000) + [0xFF]
        #expect(fault(bytes, .gb18030)?.offset == 100_000)
    }

    @Test("Chinese text in UTF-8 is not taken for another set, where it would become other characters without a fault")
    func surelyUTF8() {
        let message = "the text is UTF-8, not GB18030; write encoding: UTF-8"
        #expect(fault(Array("儿童积木玩具".utf8), .gb18030)?.message == message)
        #expect(fault(Array("plain".utf8), .gb18030) == nil)
    }

    @Test("UTF-16 is read in both orders, with its mark and without", arguments: ["UTF-16LE", "UTF-16BE"])
    func orders(_ name: String) throws {
        for text in ["\u{FEFF}id,积木🎁", "id,积木🎁"] {
            let bytes = try Encoder.encode(Array(text.utf8), as: name)
            #expect(try CharacterSet.converted(bytes, from: .utf16).utf8 == Array("id,积木🎁".utf8))
        }
    }

    @Test("An empty text is an empty text in every set", arguments: FeedFormat.Encoding.allCases)
    func empty(_ encoding: FeedFormat.Encoding) throws {
        #expect(try CharacterSet.converted([], from: encoding).utf8 == [])
    }
}
