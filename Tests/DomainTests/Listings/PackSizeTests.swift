import Domain
import Testing

@Suite("The pack size in a title")
struct PackSizeTests {
    private func size(_ title: String) -> PackSize {
        Array(title.utf8).withUnsafeBytes { PackSize(title: $0) }
    }

    @Test(
        "is read from a counting word and 装, from a content or from a multiplier",
        arguments: [
            ("儿童内裤 3条装", PackSize(pieces: 3)), ("宝宝袜子10双装 春秋", PackSize(pieces: 10)),
            ("洗手液 500ml*6", PackSize(pieces: 6, millilitres: 3_000)),
            ("洗手液500ML×6瓶", PackSize(pieces: 6, millilitres: 3_000)),
            ("矿泉水 1.5L", PackSize(millilitres: 1_500)), ("洗衣粉 2.5kg", PackSize(grams: 2_500)),
            ("面粉 500克 2袋装", PackSize(pieces: 2, grams: 1_000)), ("食用油5升", PackSize(millilitres: 5_000)),
        ])
    func stated(_ title: String, expected: PackSize) {
        #expect(size(title) == expected)
    }

    @Test(
        "is one piece if the title does not state a pack",
        arguments: [
            "充电宝10000毫安", "磁力片100片 儿童玩具", "5G网络 快充", "2LED灯", "手机壳5升级版", "3升降台 儿童", "积木 大颗粒", "", "3", "装", "0条装",
            "9999999条装",
            "10000mAh", "3D立体", "500ml*0", "500ml*",
        ])
    func silent(_ title: String) {
        #expect(size(title).pieces == 1)
    }

    @Test("is ignored if the title states two different packs")
    func contradiction() {
        #expect(size("3条装 5条装") == PackSize())
        #expect(size("500ml 750ml 二选一") == PackSize())
    }

    @Test("is the same at every position in a title", arguments: 0...20)
    func anywhere(_ before: Int) {
        let before = String(repeating: "棉", count: before / 2) + String(repeating: "a ", count: before % 2)
        #expect(size(before + "3条装") == PackSize(pieces: 3))
        #expect(size(before + "3条装 春秋新款") == PackSize(pieces: 3))
        #expect(size(before + "1.5KG×2") == PackSize(pieces: 2, grams: 3_000))
        #expect(size(before + "5升") == PackSize(millilitres: 5_000))
        #expect(size(before + "5l5") == PackSize(millilitres: 5_000))
        #expect(size(before + "3条") == PackSize())
    }

    @Test("gives the units of a price; nil if the title does not state them")
    func units() {
        #expect(size("洗手液 500ml*6").units(.millilitre) == 3_000)
        #expect(size("洗手液 500ml*6").units(.piece) == 6)
        #expect(size("洗手液").units(.millilitre) == nil)
        #expect(size("洗手液").units(.none) == 1)
    }

    @Test("any bytes can be read without a crash")
    func randomBytes() {
        var generator = SeededGenerator(seed: 35)
        let alphabet = Array("0123456789.*×xmlLkg条装毫升克 ".utf8)
        for _ in 0..<20_000 {
            let title = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            let size = title.withUnsafeBytes { PackSize(title: $0) }
            #expect((1...1_000_000).contains(size.pieces))
        }
    }
}
