/// The prices that a text can mean, in fen.
package struct PriceBounds: Hashable, Sendable {
    package let lower: Int64
    /// Equal to `lower` for one price; −1 if there is no upper bound (`12.8起`).
    package let upper: Int64
    /// Whether the text names the yuan in words (`CNY`, `元`). The sign `¥` is also the sign of the yen.
    package let namesYuan: Bool

    package init(lower: Int64, upper: Int64, namesYuan: Bool = false) {
        self.lower = lower
        self.upper = upper
        self.namesYuan = namesYuan
    }

    package var isOnePrice: Bool {
        lower == upper
    }
}

/// Why a text is no price.
package enum PriceFlaw: Error, Hashable, Sendable {
    case blank
    /// None of the known forms: `面议`, `1e2`, `1.2万`, `39,90`.
    case form
    /// A part of a fen: `39.999`.
    case partOfFen
    /// The digits that a binary number leaves: `39.90000000000001`.
    case binaryRemainder
    /// Another kind of price, with its word: `券后价`, `会员价`.
    case otherPrice(String)
    /// Another currency than yuan, with its sign or code.
    case currency(String)
    /// The price of a measure, not of the offer: `9.9/斤`.
    case measure
    /// `39.9-12.8`.
    case reversed
}

/// Reads the text of a price: digits with or without thousands separators, one or two bounds, signs and words of the
/// yuan, `起`, `/件`. Exact: nothing is rounded. Any other text is refused; its meaning is not guessed.
package enum PriceText {
    /// - Parameters:
    ///   - minorDigits: the number of decimal digits of a price in minor units.
    ///   - isAfterCoupon: whether the text is of a field for prices after coupons, which may say so (`券后价39.9`).
    package static func read(
        _ text: UnsafeRawBufferPointer, unit: PriceUnit, minorDigits: Int = 2, isAfterCoupon: Bool = false
    ) throws(PriceFlaw) -> PriceBounds {
        guard var figure = FigureText(text) else { throw .form }
        guard !figure.trimmed.isEmpty else { throw .blank }
        let exponent =
            switch unit {
            case .yuan: 2
            case .fen: 0
            case .minor: 2 - minorDigits
            }
        do throws(PriceFlaw) {
            return try Self.range(&figure, exponent, isAfterCoupon)
        } catch {
            throw error == .form ? Self.reason(figure) : error
        }
    }

    /// Reads a text that means no price: `-`, `无`, `暂无`.
    package static func isAbsent(_ text: UnsafeRawBufferPointer) -> Bool {
        FigureText(text).map { AbsentWords.contains($0.trimmed) } ?? false
    }

    private static func range(
        _ figure: inout FigureText, _ exponent: Int, _ isAfterCoupon: Bool
    ) throws(PriceFlaw) -> PriceBounds {
        figure.skipBlanks()
        if figure.take(anyOf: isAfterCoupon ? wordsAfterCoupon : plainWords) {
            figure.skipBlanks()
            _ = figure.take(UInt8(ascii: ":"))
        }
        let first = try amount(&figure, exponent)
        var upper = first.fen
        var namesYuan = first.namesYuan
        if figure.take(anyOf: between) {
            let second = try amount(&figure, exponent)
            upper = second.fen
            // `12.8-39.9元`: the word belongs to both.
            namesYuan = namesYuan || second.namesYuan
            guard first.fen >= 0, upper >= first.fen else { throw .reversed }
        }
        var isOpen = figure.take(from)
        figure.skipBlanks()
        try perPiece(&figure)
        if !isOpen { isOpen = figure.take(from) }
        if isAfterCoupon { takeNote(&figure) }
        figure.skipBlanks()
        guard figure.isAtEnd, !isOpen || upper == first.fen else { throw .form }
        return PriceBounds(lower: first.fen, upper: isOpen ? -1 : upper, namesYuan: namesYuan)
    }

    /// A number with the signs and words of the yuan, and the blanks around it. `-` in front makes it negative.
    private static func amount(
        _ figure: inout FigureText, _ exponent: Int
    ) throws(PriceFlaw) -> (fen: Int64, namesYuan: Bool) {
        figure.skipBlanks()
        var isNegative = figure.take(UInt8(ascii: "-"))
        var namesYuan = figure.take(yuanWords) ?? false
        figure.skipBlanks()
        if !isNegative { isNegative = figure.take(UInt8(ascii: "-")) }
        guard let number = figure.number() else { throw .form }
        figure.skipBlanks()
        if figure.take(yuanWords) ?? false { namesYuan = true }
        figure.skipBlanks()
        guard let fen = number.scaled(byPowerOfTen: exponent) else {
            throw number.scale >= remainderDigits ? .binaryRemainder : number.digits == nil ? .form : .partOfFen
        }
        return (isNegative ? -fen : fen, namesYuan)
    }

    /// `/件`: the price of one piece is the price of the offer. `/斤` is the price of a measure.
    private static func perPiece(_ figure: inout FigureText) throws(PriceFlaw) {
        guard figure.take(UInt8(ascii: "/")) || figure.take(each) else { return }
        figure.skipBlanks()
        guard figure.take(anyOf: pieces) else { throw .measure }
        figure.skipBlanks()
    }

    /// `39.9(券后)`.
    private static func takeNote(_ figure: inout FigureText) {
        figure.skipBlanks()
        let start = figure.index
        let isBracketed = figure.take(UInt8(ascii: "("))
        guard figure.take(anyOf: wordsAfterCoupon), !isBracketed || figure.take(UInt8(ascii: ")")) else {
            return figure.goBack(to: start)
        }
    }

    /// The reason why a text in no known form is refused.
    private static func reason(_ figure: FigureText) -> PriceFlaw {
        if let word = figure.first(of: wordsAfterCoupon) ?? figure.first(of: otherWords) { return .otherPrice(word) }
        if let sign = figure.first(of: otherSigns) { return .currency(sign.uppercased()) }
        guard (0x30...0x39).contains(where: { figure.contains([$0]) }), let code = figure.first(of: otherCodes) else {
            return .form
        }
        return .currency(code.uppercased())
    }
}

extension PriceText {
    /// A decimal price has two digits behind the point, rarely three. A binary number leaves many.
    private static let remainderDigits = 5
    private static let plainWords: WordList = [
        "售价", "价格", "现价", "一口价",
    ]
    private static let wordsAfterCoupon: WordList = [
        "领券后价", "领券后", "券后价", "券后", "到手价", "到手",
    ]
    /// The signs and words of the yuan, and whether they name no other currency.
    private static let yuanWords: WordTable<Bool> = [
        "元人民币": true, "元": true, "人民币": true, "cny": true, "rmb": true, "cn¥": true, "¥": false,
    ]
    private static let between: WordList = [
        "--", "-", "~", "至", "到",
    ]
    private static let from = Array("起".utf8)
    private static let each = Array("每".utf8)
    private static let pieces: WordList = [
        "件", "个", "套", "份", "台", "盒", "箱", "包", "袋", "瓶", "罐", "桶", "组", "单", "床", "辆", "把", "本", "只", "双",
        "条", "支", "对", "副", "部",
    ]
    /// Prices that not every buyer pays, that are not paid, or that are paid in part.
    private static let otherWords: WordList = [
        "用券", "优惠", "会员", "vip", "plus", "活动", "秒杀", "拼团", "团购", "新人", "首单", "补贴", "促销", "折后", "预估",
        "原价", "划线", "市场价", "吊牌", "参考价", "指导价", "建议", "批发", "代发", "定金", "订金", "尾款", "首付", "月供",
        "每月", "运费", "邮费", "红包", "积分",
    ]
    private static let otherSigns: WordList = [
        "hk$", "nt$", "us$", "mop$", "$", "€", "£", "￡", "₩", "￦", "₽", "₹", "₫", "฿", "₱", "₺", "jp¥", "円", "日元", "日圆",
        "美元", "美金", "港币", "港元", "港幣", "台币", "台幣", "澳元", "澳门", "欧元", "英镑", "韩元", "卢布", "泰铢", "新元",
    ]
    private static let otherCodes: WordList = [
        "usd", "eur", "gbp", "jpy", "yen", "hkd", "twd", "mop", "krw", "sgd", "aud", "cad", "nzd", "chf", "inr", "rub",
        "thb", "vnd", "myr", "idr", "php", "try", "brl", "mxn", "sek", "nok", "dkk", "pln", "zar", "aed", "sar", "ils",
    ]
}

/// Texts that mean “there is no value”.
enum AbsentWords {
    private static let words: Set<[UInt8]> = Set(
        [
            "", "-", "--", "---", "暂无", "无", "null", "nan", "none", "nil", "undefined", "n/a", "na", "(null)", "/",
            "未知", "unknown", "暂无数据", "无数据", "暂无销量", "无销量", "暂无成交", "\\n",
        ].map { Array($0.utf8) })
    private static let longest = 16

    static func contains(_ text: ArraySlice<UInt8>) -> Bool {
        text.count <= longest && words.contains(Array(text))
    }
}
