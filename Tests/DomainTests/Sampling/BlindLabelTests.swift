import Domain
import Testing

@Suite("The blind label of a sample")
struct BlindLabelTests {
    private func label(_ bytes: [UInt8]) -> String {
        BlindLabel.make(RandomSource { count in Array(bytes.prefix(count)) })
    }

    @Test("has the form S-XXXX-XXXX without letters that are easily confused")
    func form() {
        var generator = SeededGenerator(seed: 17)
        for _ in 0..<500 {
            let text = label((0..<5).map { _ in .random(in: 0...255, using: &generator) })
            let parts = text.split(separator: "-")
            #expect(parts.map(\.count) == [1, 4, 4])
            #expect(parts[0] == "S")
            #expect(parts.dropFirst().joined().allSatisfy { "0123456789ABCDEFGHJKMNPQRSTVWXYZ".contains($0) })
        }
    }

    @Test("depends only on five random bytes")
    func fromFiveBytes() {
        #expect(label([0, 0, 0, 0, 0]) == "S-0000-0000")
        #expect(label([255, 255, 255, 255, 255]) == "S-ZZZZ-ZZZZ")
        #expect(label([0, 0, 0, 0, 31, 99]) == "S-Z000-0000")
    }

    @Test("depends on every bit of the five bytes, so that different bytes give different labels")
    func everyBitCounts() {
        var labels: Set<String> = [label([0, 0, 0, 0, 0])]
        for bit in 0..<40 {
            var bytes: [UInt8] = [0, 0, 0, 0, 0]
            bytes[bit / 8] = 1 << (bit % 8)
            labels.insert(label(bytes))
        }
        #expect(labels.count == 41)
    }
}
