/// How what a person typed about a run is read.
extension SamplingPlan {
    /// Bytes of a name.
    package static let longestName = 200

    package static func isName(_ text: String) -> Bool {
        text.contains { !$0.isWhitespace } && text.utf8.count <= longestName && !text.holdsControlCharacters()
    }

    /// An amount in yuan above zero; nil for another text.
    package static func budget(_ text: String) -> Fen? {
        Fen(priceText: text, unit: .yuan).flatMap { $0 > Fen(0) ? $0 : nil }
    }

    /// A whole number above zero; nil for another text.
    package static func quota(_ text: String) -> Int? {
        Int(text).flatMap { $0 > 0 ? $0 : nil }
    }
}

extension Draw {
    /// Bytes of a seed.
    package static let longestSeed = 1_000

    package static func isSeed(_ text: String) -> Bool {
        text.contains { !$0.isWhitespace } && text.utf8.count <= longestSeed && !text.holdsControlCharacters()
    }
}

/// The Chinese texts about sampling runs, for commands and pages.
package enum SamplingWording {
    package static let name = "应为1至200字节的文字"
    package static let budget = "不是金额，请以元为单位，例如 2000.00"
    package static let quota = "应为大于0的整数"
    package static let seed = "种子不能为空，最多1000字节，写在一行内"

    /// How anybody can compute commitment and tickets again.
    package static let algorithm =
        "承诺值：按显示顺序，对每条记录的平台、商品编号、产品和价格（分）计算 SHA-256。签号：对种子、承诺值、平台和商品编号计算 "
        + "SHA-256。每段文字写作字节长度、冒号和 UTF-8 字节；哈希用小写十六进制。价格为区间的，写作“下限-上限”，没"
        + "有上限的写作“下限-”。签号从小到大选取，直至产品的配额用完；价格超出剩余预算的，跳过。区间按最高价计入预"
        + "算；未标明最高价的（如“12.8起”）只能按最低价计入，并给出提示。"

    /// What the person must know about the result of a draw.
    ///
    /// - Parameter product: the name of a product.
    package static func notes(_ figures: DrawFigures, product: (String) -> String) -> [String] {
        var notes = figures.unfilled.sorted { $0.key < $1.key }.map { code, missing in
            "\(product(code))的配额未能满足，缺\(missing)件"
        }
        if figures.openPrices > 0 {
            notes.append(
                "\(figures.openPrices)个签号未标明最高价，预算只计入了最低价；购买前请核对所选规格的价格，实付可能超出预算")
        }
        if figures.skippedForBudget > 0 { notes.append("因预算不足跳过\(figures.skippedForBudget)个签号") }
        return notes
    }
}

/// What a draw did not do as planned.
package struct DrawFigures: Hashable, Sendable {
    package let openPrices: Int
    package let skippedForBudget: Int
    /// Product code → the number that is missing to the quota.
    package let unfilled: [String: Int]

    package init(openPrices: Int, skippedForBudget: Int, unfilled: [String: Int]) {
        self.openPrices = openPrices
        self.skippedForBudget = skippedForBudget
        self.unfilled = unfilled
    }
}

extension DrawOutcome {
    package var figures: DrawFigures {
        DrawFigures(openPrices: openPrices, skippedForBudget: skippedForBudget, unfilled: unfilled)
    }
}
