/// Units sold, as a platform shows them: rarely a plain count, so every figure is an interval with a window.
///
/// Sales text seen on the platforms: `1万+`, `10万+`, `1.8万+`, `5.33万`, `已拼1.2万件`, `800+件`, plain integers. A `+`
/// means a lower bound; a figure in 万 with decimals is rounded or cut, which of the two is not published.
package struct SalesFigure: Hashable, Sendable {
    /// The time over which the platform counts.
    package enum Window: Hashable, Sendable {
        /// Since the listing exists (Douyin, Pinduoduo).
        case cumulative
        /// The last so many days (Taobao, JD: 30).
        case days(Int)
    }

    /// The least that the text can mean.
    package let lower: Int64
    /// The most that the text can mean; nil where the text names no upper end.
    package let upper: Int64?
    package let window: Window
    /// The text as the platform wrote it.
    package let raw: String

    package init(lower: Int64, upper: Int64?, window: Window, raw: String) {
        self.lower = lower
        self.upper = upper
        self.window = window
        self.raw = raw
    }

    /// The least number of units sold between `earlier` and this figure; nil where the texts prove nothing.
    ///
    /// `10万+` twice proves nothing. For a 30-day window the difference is itself a lower bound, since units sold more
    /// than 30 days ago have left the later figure.
    package func provenGain(since earlier: SalesFigure) -> Int64? {
        guard earlier.window == window, let most = earlier.upper else { return nil }
        return lower - most
    }
}

extension SalesFigure {
    /// Reads sales text; nil when it is none of the known forms.
    package init?(text: String, window: Window) {
        var rest = Substring(text).trimmingSpaces()
        for prefix in ["已拼", "已售", "月销", "销量", "已抢"] where rest.hasPrefix(prefix) {
            rest = rest.dropFirst(prefix.count)
            break
        }
        var isLowerBound = false
        for _ in 0..<2 {
            if rest.hasSuffix("+") {
                isLowerBound = true
                rest = rest.dropLast()
            } else if rest.hasSuffix("件") || rest.hasSuffix("单") {
                rest = rest.dropLast()
            }
        }
        var inTenThousands = false
        if rest.hasSuffix("万") || rest.hasSuffix("w") || rest.hasSuffix("W") {
            inTenThousands = true
            rest = rest.dropLast()
        }
        guard let number = FixedDecimal(String(rest)), !number.isNegative,
            let value = (inTenThousands ? number.multipliedByPowerOfTen(4) : number)?.wholeNumber,
            value <= 1_000_000_000_000
        else { return nil }

        if isLowerBound {
            self.init(lower: value, upper: nil, window: window, raw: text)
        } else if inTenThousands {
            // With its last digit worth 1,000, `1.2万` is 11,500 rounded up at the least and 12,999 cut off at the most.
            var unit: Int64 = 10_000
            for _ in 0..<min(number.scale, 4) { unit /= 10 }
            self.init(lower: max(0, value - unit / 2), upper: value + unit - 1, window: window, raw: text)
        } else {
            self.init(lower: value, upper: value, window: window, raw: text)
        }
    }
}
