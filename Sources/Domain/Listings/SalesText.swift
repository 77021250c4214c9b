/// Why a text is no sales figure.
package enum SalesFlaw: Error, Hashable, Sendable {
    /// None of the known forms: `热销中`, `1e3`, `100++`.
    case form
    /// A figure that counts something else than sales of this listing: reviews, the whole shop.
    case otherCount
    /// A figure without known bounds: `近10万`, `约1000`.
    case notExact
    /// The text states another period than the crawler file.
    case window(SalesFigure.Window)
}

/// The meaning of a sales text.
package enum SalesReading: Hashable, Sendable {
    /// The smallest and the largest number that the text can mean; −1 if there is no upper bound.
    case figure(lower: Int64, upper: Int64)
    /// The text says that there is no figure: `-`, `暂无`.
    case absent
    case refused(SalesFlaw)
}

/// Reads sales text from bytes, without creating a `String`.
///
/// Known forms: words in front (`月销`, `累计已售`), a number or two bounds, a unit (`万`, `w`, `k`), a mark of a lower bound
/// (`+`, `以上`), and what is counted (`件`, `人付款`). Any other text is refused. Its meaning is not guessed.
package enum SalesText {
    /// - Parameter window: the period that the crawler file states. A text that states another one is refused.
    package static func read(_ text: UnsafeRawBufferPointer, window: SalesFigure.Window) -> SalesReading {
        // Most figures contain only digits.
        if let whole = digits(text) { return .figure(lower: whole, upper: whole) }
        guard let figure = FigureText(text) else { return .refused(.form) }
        if AbsentWords.contains(figure.trimmed) { return .absent }
        var grammar = SalesGrammar(figure)
        guard let (lower, upper) = grammar.bounds() else { return .refused(reason(figure)) }
        if let stated = grammar.window, !agree(stated, window) { return .refused(.window(stated)) }
        return .figure(lower: lower, upper: upper)
    }

    private static func digits(_ text: UnsafeRawBufferPointer) -> Int64? {
        guard (1...12).contains(text.count) else { return nil }
        var value: Int64 = 0
        for byte in text {
            guard byte &- 0x30 < 10 else { return nil }
            value = value * 10 + Int64(byte &- 0x30)
        }
        return value
    }

    /// A month is 28 to 31 days, a year 365 or 366.
    private static func agree(_ stated: SalesFigure.Window, _ window: SalesFigure.Window) -> Bool {
        switch (stated, window) {
        case (.days(30), .days(28...31)), (.days(365), .days(365...366)): true
        default: stated == window
        }
    }

    private static func reason(_ figure: FigureText) -> SalesFlaw {
        if figure.first(of: otherCounts) != nil { return .otherCount }
        return figure.first(of: notExact) != nil ? .notExact : .form
    }

    private static let otherCounts: WordList = [
        "评", "收藏", "回头", "粉丝", "关注", "全店", "本店", "店铺", "店内", "浏览", "访", "看过", "围观", "加购", "想要", "想买", "人气",
        "库存", "好评", "喜欢", "分享", "review", "rating", "view", "follower", "in stock",
    ]
    private static let notExact: WordList = [
        "近", "约", "左右", "上下", "大概", "接近", "几", "数", "~",
    ]
}

/// The grammar of sales texts.
private struct SalesGrammar {
    private var figure: FigureText
    /// The period that the text states; nil if it states none.
    private(set) var window: SalesFigure.Window?

    private static let maximum: Int64 = 1_000_000_000_000

    init(_ figure: FigureText) {
        self.figure = figure
    }

    /// Nil for an unknown form. An upper bound of −1 means none.
    mutating func bounds() -> (lower: Int64, upper: Int64)? {
        while takePrefix() {}
        let limit = figure.take(Self.limits)
        figure.skipBlanks()
        guard let first = count() else { return nil }
        let second: Count?
        if limit == nil, figure.take(anyOf: Self.between) {
            figure.skipBlanks()
            second = count()
            guard second != nil else { return nil }
        } else {
            second = nil
        }
        var isLowerBound = false
        guard suffix(&isLowerBound) else { return nil }
        if let second { return isLowerBound ? nil : Self.range(first, second) }
        if let limit { return isLowerBound ? nil : limit.bounds(first.value) }
        return isLowerBound ? (first.value, -1) : (first.lower, first.upper)
    }

    // MARK: Before the number

    private mutating func takePrefix() -> Bool {
        figure.skipBlanks()
        if figure.take(UInt8(ascii: ":")) || takeDays() || figure.take(anyOf: Self.soldWords) { return true }
        guard let period = figure.take(Self.periods) else { return false }
        // `近30天累计`: the narrower period counts.
        window = window ?? period
        return true
    }

    /// `近30天`, `30日内`.
    private mutating func takeDays() -> Bool {
        let start = figure.index
        _ = figure.take(anyOf: Self.lastWords)
        figure.skipBlanks()
        guard let number = figure.number(), let days = number.scaled(byPowerOfTen: 0), (1...366).contains(days),
            figure.take(anyOf: Self.dayWords)
        else {
            figure.goBack(to: start)
            return false
        }
        _ = figure.take(Self.within)
        window = .days(Int(days))
        return true
    }

    // MARK: The number

    /// A number with its unit. `1.2万` has steps of 1,000: if it was rounded up, it is at least 11,500; if it was cut off,
    /// it is at most 12,999.
    private struct Count {
        let number: FigureNumber
        /// The power of ten of the unit; 0 for none.
        let exponent: Int
        let value: Int64
        let lower: Int64
        let upper: Int64

        /// Nil for a part of a unit, such as `1.8`.
        init?(_ number: FigureNumber, _ exponent: Int) {
            guard let value = number.scaled(byPowerOfTen: exponent), value <= SalesGrammar.maximum else { return nil }
            var step: Int64 = 1
            for _ in 0..<max(0, exponent - number.scale) { step *= 10 }
            self.number = number
            self.exponent = exponent
            self.value = value
            lower = max(0, value - step / 2)
            upper = value + step - 1
        }
    }

    private mutating func count() -> Count? {
        guard let number = figure.number() else { return nil }
        let end = figure.index
        figure.skipBlanks()
        guard let exponent = figure.take(Self.units) else {
            figure.goBack(to: end)
            return Count(number, 0)
        }
        return Count(number, exponent)
    }

    /// `1-2万`: the unit belongs to both bounds.
    private static func range(_ first: Count, _ second: Count) -> (lower: Int64, upper: Int64)? {
        let shared = first.exponent == 0 ? Count(first.number, second.exponent) : first
        guard let shared, shared.value <= second.value else { return nil }
        return (shared.value, second.value)
    }

    // MARK: Behind the number

    /// What is counted, with at most one mark of a lower bound. False if another text follows.
    private mutating func suffix(_ isLowerBound: inout Bool) -> Bool {
        guard takeMark(&isLowerBound) else { return false }
        if figure.take(Self.person) {
            guard takeMark(&isLowerBound) else { return false }
            _ = figure.take(Self.already)
            guard figure.take(anyOf: Self.personVerbs) else { return false }
        } else {
            if figure.take(anyOf: Self.counters), !takeMark(&isLowerBound) { return false }
            if let period = figure.take(Self.boughtWithin) {
                window = period
            } else {
                _ = figure.take(anyOf: Self.soldWords)
            }
        }
        return takeMark(&isLowerBound) && figure.isAtEnd
    }

    /// False for a second mark: `100++`.
    private mutating func takeMark(_ isLowerBound: inout Bool) -> Bool {
        figure.skipBlanks()
        while figure.take(anyOf: Self.marks) {
            guard !isLowerBound else { return false }
            isLowerBound = true
            figure.skipBlanks()
        }
        return true
    }
}

extension SalesGrammar {
    // MARK: Words; a longer word comes before its beginnings

    private enum Limit {
        case below, atMost, above, atLeast

        func bounds(_ value: Int64) -> (lower: Int64, upper: Int64)? {
            switch self {
            case .below: value > 0 ? (0, value - 1) : nil
            case .atMost: (0, value)
            case .above: (value + 1, -1)
            case .atLeast: (value, -1)
            }
        }
    }

    private static let limits: WordTable<Limit> = [
        "<=": .atMost, "≤": .atMost, "不超过": .atMost, "不多于": .atMost, "<": .below, "少于": .below, "不足": .below,
        "不到": .below, "低于": .below, "小于": .below, ">=": .atLeast, "≥": .atLeast, "不少于": .atLeast, "不低于": .atLeast,
        "至少": .atLeast, ">": .above, "大于": .above, "多于": .above, "高于": .above, "超过": .above, "超": .above,
    ]
    private static let soldWords: WordList = [
        "已售出", "已售", "已拼", "已抢", "已卖出", "已卖", "已购买", "已购", "已团", "已付款", "已成交", "已下单", "已有", "已销", "销售量",
        "销售", "销量", "销", "成交量", "成交", "售出", "售", "卖出", "热销", "热卖", "付款人数", "付款", "收货", "购买", "下单", "抢购",
        "团购", "拼单", "共", "sold", "sales", "orders", "order", "bought",
    ]
    private static let periods: WordTable<SalesFigure.Window> = [
        "累计": .cumulative, "累积": .cumulative, "历史": .cumulative, "总": .cumulative, "最近一个月": .days(30),
        "近一个月": .days(30), "近1个月": .days(30), "近一月": .days(30), "一个月内": .days(30), "月": .days(30),
        "近一周": .days(7), "周": .days(7), "近一年": .days(365), "年": .days(365), "日": .days(1),
    ]
    private static let lastWords: WordList = [
        "最近", "近", "过去",
    ]
    private static let dayWords: WordList = [
        "天", "日",
    ]
    private static let within = Array("内".utf8)
    private static let between: WordList = [
        "--", "-", "~", "至", "到",
    ]
    /// Powers of ten.
    private static let units: WordTable<Int> = [
        "亿": 8, "千万": 7, "百万": 6, "十万": 5, "万": 4, "千": 3, "百": 2, "w": 4, "k": 3, "m": 6,
    ]
    private static let marks: WordList = [
        "+", "及以上", "以上", "多", "余",
    ]
    private static let person = Array("人".utf8)
    private static let already = Array("已".utf8)
    private static let personVerbs: WordList = [
        "付款", "收货", "购买", "买过", "买", "购", "下单", "拼单", "拼", "抢购", "抢", "团", "成交", "支付",
    ]
    private static let counters: WordList = [
        "件", "单", "笔", "个", "份", "套", "台", "双", "盒", "箱", "包", "袋", "瓶", "罐", "条", "只", "张", "把", "本", "支", "pieces",
        "piece", "pcs", "units", "unit", "items", "item",
    ]
    private static let boughtWithin: WordTable<SalesFigure.Window> = [
        "bought in past month": .days(30), "bought in past week": .days(7),
    ]
}
