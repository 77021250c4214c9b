/// The Chinese texts of list pages.
package enum ListWording {
    static let place = "页码已失效，请从第一页重新查看"

    static func sort(_ known: [String]) -> String {
        "不能按此排序，可用：" + known.joined(separator: "、")
    }

    /// `共 1,284 条（准确数）`, `至少 10,000 条`.
    package static func count(_ count: ListCount) -> String {
        switch count {
        case .exact(let number): "共 \(number.grouped) 条（准确数）"
        case .atLeast(let number): "至少 \(number.grouped) 条"
        }
    }

    /// The number for a tab or a button: `1,284`, `10,000+`.
    package static func short(_ count: ListCount) -> String {
        count.number.grouped + (count.isExact ? "" : "+")
    }

    /// `第 1–12 条，共 1,284 条`; without rows the count only.
    package static func range(first ordinal: Int, rows: Int, _ count: ListCount) -> String {
        let all = count.isExact ? "共 \(count.number.grouped) 条" : "至少 \(count.number.grouped) 条"
        guard rows > 0 else { return all }
        let span = rows == 1 ? ordinal.grouped : "\(ordinal.grouped)–\((ordinal + rows - 1).grouped)"
        return "第 \(span) 条，" + all
    }
}

extension BinaryInteger {
    /// With a comma between thousands: `1,284`; the minus sign is U+2212.
    package var grouped: String {
        let digits = Array(String(magnitude).utf8)
        var text: [UInt8] = []
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(UInt8(ascii: ",")) }
            text.append(digit)
        }
        return (self < 0 ? "−" : "") + String(decoding: text, as: UTF8.self)
    }
}
