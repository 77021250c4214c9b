/// Units sold, as a platform shows them. The text is rarely an exact count, so a figure is an interval with a time
/// window.
///
/// Forms seen on the platforms: `1万+`, `10万+`, `1.8万+`, `5.33万`, `已拼1.2万件`, `800+件`, plain integers. A `+` means a
/// lower bound. A figure in 万 with decimals is rounded or cut off; the platforms do not publish which.
package struct SalesFigure: Hashable, Sendable {
    /// The time over which the platform counts.
    package enum Window: Hashable, Sendable {
        /// Since the listing was created (Douyin, Pinduoduo).
        case cumulative
        /// The last days, by their number (Taobao, JD: 30).
        case days(Int)

        /// The days of a rolling window; 0 for a cumulative figure.
        package var days: Int64 {
            switch self {
            case .cumulative: 0
            case .days(let days): Int64(days)
            }
        }

        package init(days: Int64) {
            self = days == 0 ? .cumulative : .days(Int(days))
        }
    }

    /// The smallest number that the text can mean.
    package let lower: Int64
    /// The largest number that the text can mean; nil if the text has no upper bound.
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

    /// The minimum number of units sold between `earlier` and this figure; nil if the texts prove nothing.
    ///
    /// `10万+` twice proves nothing. For a 30-day window the difference is a lower bound, because units sold more than
    /// 30 days ago are not part of the later figure.
    package func provenGain(since earlier: SalesFigure) -> Int64? {
        guard earlier.window == window, let most = earlier.upper else { return nil }
        return lower - most
    }
}

extension SalesFigure {
    /// Reads sales text; nil if it is no figure of this window.
    package init?(text: String, window: Window) {
        var copy = text
        let reading = copy.withUTF8 { SalesText.read(UnsafeRawBufferPointer($0), window: window) }
        guard case .figure(let lower, let upper) = reading else { return nil }
        self.init(lower: lower, upper: upper < 0 ? nil : upper, window: window, raw: text)
    }
}
