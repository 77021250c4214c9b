/// The signs and words around a number of things.
enum PackSign {
    /// The number of bytes of the sign `*`, `×` or `x` with which `eight` begin; 0 for none.
    static func multiply(_ eight: UInt64) -> Int {
        switch UInt8(truncatingIfNeeded: eight) {
        case UInt8(ascii: "*"), UInt8(ascii: "x"): 1
        case 0xC3: (eight >> 8) & 0xFF == 0x97 ? 2 : 0
        default: 0
        }
    }

    /// Whether `x` at `place` stands between two numbers: `500mlx6`.
    static func isTimes(_ title: UnsafeRawBufferPointer, _ place: Int) -> Bool {
        title[place] | 0x20 == UInt8(ascii: "x") && place + 1 < title.count && title[place + 1] &- 0x30 < 10
    }

    /// `3条装`, `10片入`: the number is that of the pack.
    static func isFirm(_ eight: UInt64) -> Bool {
        eight & 0xFF_FFFF == pack || eight & 0xFF_FFFF == contained
    }

    /// `送`, `赠`.
    static func isGift(_ eight: UInt64) -> Bool {
        gifts.contains(eight & 0xFF_FFFF)
    }

    /// `2件8折`, `2件起`, `3件减5元`, `3件包邮`, `3件99元`, `10包可选`: a condition of the price, or a choice.
    static func isCondition(_ title: UnsafeRawBufferPointer, _ place: Int) -> Bool {
        var end = place
        let isPrice = PackNumber(title, &end).map { $0.whole == nil } ?? false
        let next = EightBytes.load(title, end)
        if end > place { return isPrice || discounts.contains(next & 0xFF_FFFF) }
        return conditions.contains(next & 0xFF_FFFF) || offers.contains { $0.begins(next) }
    }

    /// The pack after a slash: 箱 in `20包/箱`. It moves after it.
    static func container(_ title: UnsafeRawBufferPointer, _ position: inout Int) -> PackWord? {
        guard position < title.count, title[position] == UInt8(ascii: "/") else { return nil }
        var end = position + 1
        if EightBytes.load(title, end) & 0xFF_FFFF == each { end += 3 }
        guard let word = PackWord.beginning(EightBytes.load(title, end)) else { return nil }
        position = end + 3
        return word
    }

    /// Words of several packs without a number.
    static let uncounted =
        ["整箱", "整件", "整提", "箱装", "囤货", "批发", "多包", "多件", "多条", "多双", "多瓶", "多盒", "多支", "多只", "量贩"]
        .map(PackText.init) + ["家庭", "组合"].map(PackText.init)
    /// Words of one pack that do not say what it contains. They count if the product is sold by a smaller unit.
    static let boxed = ["盒装", "整盒", "礼盒", "袋装", "桶装", "筒装", "罐装"].map(PackText.init)
    /// Words of the least quantity that a buyer must order: `起订量：3件`, `3件起批`. It is no quantity of the offer.
    static let minimums = ["起订", "起批", "起售", "订量"].map(PackText.init)
    /// Words of a part of an offer, or of a payment that is not the price of the goods.
    static let doubtful =
        ["零售", "试用", "单包", "单支", "单片", "单件", "单只", "单条", "单双", "单瓶", "散装", "补差", "邮费", "运费", "定金", "订金"]
        .map(PackText.init)
    static let each = PackWord.packed("每")
    private static let pack = PackWord.packed("装")
    private static let contained = PackWord.packed("入")
    private static let discounts = ["折", "元"].map(PackWord.packed)
    private static let offers = ["包邮", "立减", "优惠", "可选", "任选", "更划", "仅需", "打包", "打折"].map(PackText.init)
    static let gifts = ["送", "赠"].map(PackWord.packed)
    private static let conditions = ["起", "减", "免", "半", "以", "或", "享", "打"].map(PackWord.packed)
}

/// The text just before a number.
struct PackContext {
    /// A gift, a choice, a condition or one end of a range: `送2包`, `任选3条`, `满2件`, `3-5条`.
    private(set) var isUncertain = false
    /// `买`, `送` or `赠`: uncertain also if the number counts nothing (`买一送一`).
    private(set) var isGift = false
    /// `共60片`, `总计60片`.
    private(set) var isTotal = false
    /// `起订量：3件`.
    private(set) var isMinimum = false
    /// `整箱400抽`: the number may be that of the whole box.
    private(set) var isOfWhole = false
    /// 箱 in `每箱24瓶`.
    private(set) var container: PackWord?

    init(_ title: UnsafeRawBufferPointer, _ start: Int) {
        let end = Self.endOfText(title, start)
        guard end > 0 else { return }
        if Self.isMinimum(title, end) {
            isMinimum = true
            return
        }
        if Self.joinsNumbers(title, end) {
            isUncertain = true
            return
        }
        guard end >= 3 else { return }
        let word = EightBytes.lowercased(EightBytes.load(title, end - 3)) & 0xFF_FFFF
        if Self.counts.contains(word)
            || (end >= 6 && Self.stocks.contains { $0.begins(EightBytes.load(title, end - 6)) })
        {
            isUncertain = true
            return
        }
        isGift = Self.gifts.contains(word)
        isUncertain = isGift || Self.choices.contains(word)
        isTotal = Self.totals.contains(word)
        isOfWhole = end >= 6 && Self.wholes.contains { $0.begins(title, end - 6) }
        if let found = PackWord.beginning(word), end >= 6,
            EightBytes.load(title, end - 6) & 0xFF_FFFF == PackSign.each
        {
            container = found
        }
    }

    /// The end of the text before a number, without blanks and colons: `起订量：3件`.
    private static func endOfText(_ title: UnsafeRawBufferPointer, _ start: Int) -> Int {
        var end = start
        while end > 0, start - end < 5 {
            if title[end - 1] == 0x20 || title[end - 1] == UInt8(ascii: ":") {
                end -= 1
            } else if end >= 3, EightBytes.load(title, end - 3) & 0xFF_FFFF == colon {
                end -= 3
            } else {
                break
            }
        }
        return end
    }

    private static func isMinimum(_ title: UnsafeRawBufferPointer, _ end: Int) -> Bool {
        guard end >= 3 else { return false }
        let word = EightBytes.lowercased(EightBytes.load(title, end - 3)) & 0xFF_FFFF
        if word == moq { return true }
        // The last word of `起订量` is 量.
        let start = end - (word == quantity && end >= 9 ? 9 : 6)
        guard start >= 0 else { return false }
        return PackSign.minimums.contains { $0.begins(title, start) || $0.begins(title, end - 6) }
    }

    private static let colon = PackWord.packed("：")
    private static let quantity = PackWord.packed("量")
    private static let moq = PackWord.packed("moq")
    private static let wholes = ["整箱", "整件", "整提"].map(PackText.init)

    /// Whether the text before `end` is one end of a range or one of several numbers: `3-5条`, `1/2/5包`, `3条、5条`; or a
    /// sum: `10包+2包`.
    private static func joinsNumbers(_ title: UnsafeRawBufferPointer, _ end: Int) -> Bool {
        let sign: Int
        switch title[end - 1] {
        case UInt8(ascii: "+"), UInt8(ascii: "="): return true
        // `400抽(5包)`
        case UInt8(ascii: "("): return end >= 4 && PackWord.beginning(EightBytes.load(title, end - 4)) != nil
        case UInt8(ascii: "-"), UInt8(ascii: "~"), UInt8(ascii: "/"): sign = end - 1
        case 0x80...:
            guard end >= 3, signs.contains(EightBytes.load(title, end - 3) & 0xFF_FFFF) else { return false }
            sign = end - 3
        default: return false
        }
        guard sign > 0 else { return false }
        return title[sign - 1] &- 0x30 < 10
            || (sign >= 3 && PackWord.beginning(EightBytes.load(title, sign - 3)) != nil)
    }

    private static let signs = ["—", "–", "、", "至", "到", "或"].map(PackWord.packed)
    private static let gifts = ["买", "送", "赠"].map(PackWord.packed)
    private static let choices = ["满", "拍", "任", "选", "第", "加", "得", "发", "前"].map(PackWord.packed)
    /// Words before a number that counts sales, stock or a limit: `已售100件`, `限购2件`, `99元3件`.
    private static let counts =
        ["限", "购", "销", "售", "卖", "剩", "存", "仓", "批", "手", "赔", "场", "元", "破"].map(PackWord.packed)
    private static let stocks = ["批量", "销量", "最后"].map(PackText.init)
    private static let totals = ["共", "总", "计"].map(PackWord.packed)
}
