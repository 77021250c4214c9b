/// The sentences of flags that depend on grades, counts and records.
extension FlagWording {
    static func injuryRisk(_ graded: GradedProduct) -> String {
        "该产品列为\(graded.grade.wording)（\(graded.source.confidence.wording)"
            + (graded.source.note.map { "：\($0)" } ?? "") + "）"
    }

    static func injuryRiskCounterfactual(_ grades: Set<ProductGrade>) -> String {
        "产品不属于" + grades.sorted().map(\.wording).joined(separator: "、") + "则不标记"
    }

    static func attention(
        _ subject: AttentionSubject, _ type: AttentionType, _ tally: AttentionTallies.Tally, days: Int
    ) -> String {
        let about =
            switch subject {
            case .product(let code): "产品\(code)"
            case .shop(_, let shop): "店铺“\(shop)”"
            case .item: "该商品"
            }
        return "\(about)近\(days)日\(name(type))\(tally.count)件（来源：\(tally.sources.joined(separator: "、"))）"
    }

    static func attentionCounterfactual(_ type: AttentionType, limit: Int64) -> String {
        "\(name(type))少于\(limit)件则不标记"
    }

    package static func name(_ type: AttentionType) -> String {
        switch type {
        case .complaint: "投诉举报"
        case .opinion: "舆情"
        }
    }

    package static func name(_ kind: AttentionSubject.Kind) -> String {
        switch kind {
        case .product: "产品"
        case .shop: "店铺"
        case .item: "商品"
        }
    }

    /// The name of this program's reports in the list of sources of a shop's failures.
    package static let ownReports = "本系统风险速筛结论"

    static func failingShop(_ shop: String, from: Int, until: Int, sources: [String]) -> String {
        "店铺“\(shop)”\(from)年至\(until)年连续\(until - from + 1)年不合格（来源：\(sources.joined(separator: "、"))）"
    }

    static func failingShopCounterfactual(_ years: Int) -> String {
        "连续不合格少于\(years)年则不标记"
    }

    static func unnamedMaker(_ signs: [MakerRule.Sign]) -> String {
        "未标明" + signs.map(word).joined(separator: "、")
    }

    static func unnamedMakerCounterfactual(_ signs: Int) -> String {
        "厂名、厂址、证书编号缺少的项目少于\(signs)项则不标记"
    }

    private static func word(_ sign: MakerRule.Sign) -> String {
        switch sign {
        case .maker: "厂名"
        case .address: "厂址"
        case .certificate: "应有的证书编号"
        }
    }

    static func forbiddenClaim(_ list: ClaimList, words: [String]) -> String {
        "标题含\(list.name)" + words.map { "“\($0)”" }.joined() + "（依据：\(list.basis)，\(list.source.confidence.wording)）"
    }

    static func forbiddenClaimCounterfactual(_ words: [String]) -> String {
        "标题不含" + words.map { "“\($0)”" }.joined() + "则不标记"
    }
}

/// The sentences about certificate numbers.
extension FlagWording {
    private static func name(_ subject: CertificateRule.Trouble.Subject) -> String {
        switch subject {
        case .ccc: "CCC证书编号"
        case .licence: "生产许可证编号"
        case .creditCode: "统一社会信用代码"
        }
    }

    static func certificate(_ trouble: CertificateRule.Trouble) -> String {
        let what = name(trouble.subject)
        return switch trouble.fault {
        case .wrongForm(let fault): "\(what)“\(trouble.number)”形式错误：\(word(fault))"
        case .checkDigit(let expected): "\(what)“\(trouble.number)”存疑：校验位应为\(expected)"
        case .otherCategory(let found, let expected):
            "\(what)“\(trouble.number)”属产品类别\(found)，该产品应为\(expected.joined(separator: "、"))"
        case .absent: "该产品须有\(what)，商品未标明"
        }
    }

    static func certificateCounterfactual(_ troubles: [CertificateRule.Trouble]) -> String {
        var subjects: [String] = []
        for trouble in troubles where !subjects.contains(name(trouble.subject)) {
            subjects.append(name(trouble.subject))
        }
        return subjects.joined(separator: "、") + "齐全、形式正确且与产品相符则不标记"
    }

    private static func word(_ fault: NumberFault) -> String {
        switch fault {
        case .length: "位数不对"
        case .characters: "含有不应出现的字符"
        case .year: "发证年份不可能"
        case .zeroPart: "编号中有全为零的段"
        case .pattern: "不是XK00-000-00000的写法"
        case .province: "括号内不是省份简称"
        }
    }
}
