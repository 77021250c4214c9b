import Domain
import TestSupport
import Testing

@Suite("Figures 2: the pack in a title")
struct PackSizeTests {
    private func size(_ title: String) -> PackSize {
        Array(title.utf8).withUnsafeBytes { PackSize(title: $0) }
    }

    private func pieces(_ title: String) -> String {
        guard let (word, number) = size(title).pieces else { return "unstated" }
        if case .known(let count) = number { return "\(count)\(word.text)" }
        return "unclear"
    }

    @Test(
        "is read from counting words, multipliers and totals",
        arguments: [
            ("儿童内裤 3条装", "3条"), ("宝宝袜子10双装 春秋", "10双"), ("抽纸 20包", "20包"), ("抽纸20包家用", "20包"),
            ("2箱 20包/箱 抽纸", "40包"), ("抽纸20包/箱*2", "40包"), ("整箱24瓶 矿泉水", "24瓶"),
            ("矿泉水24瓶整箱", "24瓶"), ("2提共20包 抽纸", "20包"), ("棉片 10片*6包", "60片"), ("共60片 湿巾 10片*6包", "60片"),
            ("每包10片 共60片", "60片"), ("短袖 2件套", "2件"), ("牙刷6只装", "6只"), ("三条装 男童内裤", "3条"),
            ("袜子两双", "2双"), ("袜子 十二双装", "12双"), ("抽纸 二十四包", "24包"), ("湿巾 80抽*10包", "800抽"),
            ("湿巾80抽10包", "800抽"), ("湿巾 10包*80抽", "800抽"), ("500g*2袋 洗衣粉", "2袋"), ("洗手液 500ml*6", "6件"),
            ("食用油3L×4", "4件"), ("牙膏x3", "3件"), ("牙膏*3", "3件"), ("1箱20包", "20包"),
            ("湿巾 每包80抽 5包", "400抽"), ("湿巾80抽/包 5包", "400抽"), ("湿巾 80抽/包*5包", "400抽"),
            ("湿巾80抽10包2箱", "1600抽"), ("湿巾 80抽 1件", "80抽"), ("内裤3条 起订量：3件", "3条"), ("MOQ:10包 抽纸 20包", "20包"),
            ("卫生巾10片/包*3包", "30片"), ("儿童T恤 3件/套 3套", "9件"), ("抽纸 20 包", "20包"), ("面粉 500克 2袋装", "2袋"),
        ])
    func stated(_ title: String, expected: String) {
        #expect(pieces(title) == expected)
    }

    @Test(
        "is unstated if the title says nothing of it; a measure is a property of the goods",
        arguments: [
            "充电宝10000毫安", "磁力片100片 儿童玩具", "湿巾80抽带盖", "5G网络 快充", "2LED灯", "手机壳5升级版", "3升降台 儿童",
            "积木 大颗粒", "", "3", "装", "10000mAh", "3D立体", "婴儿连体衣0-6个月", "抽纸20包邮", "T恤3条纹", "一次性纸碗", "第一名",
            "20*30*40cm收纳", "小米 X3 手机壳", "两轮电动车", "双面绒 2双面", "床单1.5米 60支", "iPhone 15 Pro", "2026新款",
            "包头 鞋 一包头", "内裤 起订量：3件", "内裤 起订量: 3件", "内裤 起批量3件", "内裤 3件起订", "抽纸 3包起批", "抽纸 MOQ：10包", "中性笔 盒装",
        ])
    func silent(_ title: String) {
        #expect(pieces(title) == "unstated")
    }

    @Test(
        "is unclear if the title contradicts itself, offers a choice or a gift, or speaks of packs without a number",
        arguments: [
            "3条装 5条装", "10片*6包 共50片", "买一送一 3条装", "10包+送2包", "抽纸10包+2包", "3-5条装", "3/5/10包", "3条、5条装",
            "任选3条", "满2件 3条装", "抽纸 20包/箱", "湿巾 每箱20包", "限购2件", "已售10000件", "仅剩5件", "3件包邮", "99元3件",
            "10包可选", "2件9.9", "湿巾400抽(5包)", "湿巾400抽=5包", "湿巾 80抽/包 单包价 一箱20包", "第2件半价 3条", "2件8折 3条",
            "10包送2包", "湿巾80抽 10包/件", "湿巾80抽10包/箱", "整箱400抽 5包", "一次性纸杯1000只20条", "湿巾 80抽 3件",
        ])
    func unclear(_ title: String) {
        #expect(pieces(title) == "unclear")
    }

    @Test("is the same at every position in a title", arguments: 0...20)
    func anywhere(_ before: Int) {
        let before = String(repeating: "棉", count: before / 2) + String(repeating: "a ", count: before % 2)
        #expect(pieces(before + "3条装") == "3条")
        #expect(pieces(before + "3条装 春秋新款") == "3条")
        #expect(size(before + "1.5KG×2").grams == .known(3_000))
        #expect(size(before + "5升").millilitres == .known(5_000))
        #expect(size(before + "5l5").millilitres == .known(5_000))
    }

    @Test(
        "has a content in millilitres or grams, multiplied by its packs",
        arguments: [
            ("洗手液 500ml*6", 3_000), ("洗手液500ML×6瓶", 3_000), ("2*500ml洗手液", 1_000), ("矿泉水 1.5L", 1_500),
            ("食用油5升", 5_000), ("洗手液500毫升2瓶", 1_000), ("洗手液 500ml 家庭装 2瓶", nil), ("500ml 750ml 二选一", nil),
            ("2瓶 洗手液 500ml", nil), ("500ml*0", nil), ("洗手液", nil),
        ] as [(String, Int64?)])
    func content(_ title: String, expected: Int64?) {
        let found = size(title).millilitres
        #expect(expected.map { found == .known($0) } ?? (found == .unclear || found == .unstated), "\(found)")
    }

    @Test("counts the word by which the product is sold, with the packs around it")
    func namedUnit() throws {
        let piece = try #require(PackWord("片"))
        let expected: [(String, PackSize.Quantity)] = [
            ("婴儿纸尿裤L码58片超薄", .known(58)), ("纸尿裤 L58片 4包", .known(232)), ("纸尿裤 58片*4包", .known(232)),
            ("纸尿裤 4包 58片", .unclear), ("纸尿裤 4包", .unclear), ("纸尿裤 超薄透气", .unstated), ("纸尿裤 58片 家庭装", .unclear),
            ("纸尿裤 58片 买一送一", .unclear), ("纸尿裤 整箱", .unclear), ("纸尿裤 58片装", .known(58)), ("纸尿裤 片装", .unstated),
            ("纸尿裤 1包", .unclear),
        ]
        for (title, number) in expected { #expect(size(title).number(of: piece) == number, "\(title)") }
        let pen = try #require(PackWord("支"))
        let pens: [(String, PackSize.Quantity)] = [
            ("中性笔 黑色", .unstated), ("中性笔 1支", .known(1)), ("中性笔 一支", .known(1)), ("中性笔 12支", .known(12)),
            ("中性笔12支盒装", .known(12)), ("中性笔 一盒12支", .known(12)), ("中性笔 一盒", .unclear), ("中性笔 盒装", .unclear),
            ("中性笔 整盒", .unclear), ("中性笔 一套", .unclear), ("中性笔 12支/盒", .unclear), ("中性笔 单支", .unclear),
            ("中性笔 2盒 12支", .unclear), ("中性笔 12支 2盒", .known(24)), ("中性笔 起订量：10支", .unstated),
        ]
        for (title, number) in pens { #expect(size(title).number(of: pen) == number, "\(title)") }
    }

    @Test("a cup is counted by its word, and never by the strips of a box")
    func cups() throws {
        let cup = try #require(PackWord("只"))
        #expect(size("一次性纸杯1000只20条").number(of: cup) == .unclear)
        #expect(size("一次性纸杯1000只*20条").number(of: cup) == .known(20_000))
        #expect(size("一次性纸杯50只20包").number(of: cup) == .known(1000))
    }

    @Test("any bytes can be read without a crash, and no number is below one")
    func randomBytes() {
        var generator = SeededGenerator(seed: 35)
        let alphabet =
            Array("0123456789.*×xmlLkg/+-".utf8.map { [$0] }) + "条装毫升克包片箱共每送三十两百 ".map { Array(String($0).utf8) }
        for _ in 0..<20_000 {
            let title = (0..<Int.random(in: 0...24, using: &generator)).flatMap { _ in
                alphabet.randomElement(using: &generator) ?? []
            }
            let size = title.withUnsafeBytes { PackSize(title: $0) }
            for number in [size.pieces?.number, size.millilitres, size.grams] {
                if case .known(let count) = number { #expect(count >= 1) }
            }
        }
    }
}

@Suite("The page of pack sizes")
struct PackSizePageTests {
    private func rows(_ heading: String) throws -> [[String]] {
        let page = try Repository.text("docs/reference/pack-sizes.md")
        let section = try #require(page.split(separator: "\n## ").first { $0.hasPrefix(heading) })
        return section.split(separator: "\n").filter { $0.hasPrefix("|") }.dropFirst(2).map { line in
            line.split(separator: "|").map { $0.filter { $0 != "`" } }.map { String($0.dropFirst().dropLast()) }
        }
    }

    private func pieces(_ title: String) -> (word: PackWord, number: PackSize.Quantity)? {
        Array(title.utf8).withUnsafeBytes { PackSize(title: $0) }.pieces
    }

    @Test("Figures 2: every example of the page is read as it says")
    func examples() throws {
        for row in try rows("Read") {
            let read = pieces(row[1])
            let text =
                if case .known(let count) = read?.number { "\(count)\(read?.word.text ?? "")" } else { "unclear" }
            #expect(text == row[2], "\(row[1])")
        }
        for row in try rows("Not certain") {
            #expect(pieces(row[1])?.number == .unclear, "\(row[1])")
        }
    }
}
