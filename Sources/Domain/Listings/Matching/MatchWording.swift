/// The Chinese sentences of `MatchReason` and `MatchExplanation`.
package enum MatchWording {
    /// `标题第4字起的“充电宝”`.
    package static func text(_ reason: MatchReason) -> String {
        switch reason {
        case .category(let category, let mapped):
            category == mapped ? "平台类目\(category)" : "平台类目\(category)，属于类目\(mapped)"
        case .titleWord(let word): "标题第\(word.place + 1)字起的“\(word.text)”"
        case .combination(let word, let with):
            "标题第\(word.place + 1)字起的“\(word.text)”，且有第\(with.place + 1)字起的“\(with.text)”"
        case .earlierRules: "归类所依据的规则已变更，现行规则不再归入该产品"
        }
    }

    /// - Parameter name: the name of a product by its code.
    package static func text(_ cause: MatchExplanation.Cause, name: (String) -> String) -> String {
        switch cause {
        case .notGoods(let word): "“\(word.text)”说明不是商品"
        case .exception(let word): "含排除词“\(word.text)”"
        case .otherGoods(let word): "名称之前有其他商品“\(word.text)”"
        case .qualifier(let word): "名称前有限定词“\(word.text)”"
        case .accessory(let word): "含配件词“\(word.text)”"
        case .gift(let word, let mark): "“\(word.text)”在“\(mark.text)”之后，是赠品"
        case .plain(let word, let plain): "“\(word.text)”是“\(plain.text)”的一部分"
        case .use(let word, let mark): "“\(word.text)”与“\(mark.text)”相连，只是用途"
        case .alone(let word): "“\(word.text)”须与其他词同时出现"
        case .part(let word, let longer, let product):
            "“\(word.text)”是“\(longer.text)”（\(name(product))）的一部分"
        case .yields(let word, let other, let product):
            "标题另有“\(other.text)”（\(name(product))），“\(word.text)”只是其功能或用途"
        case .modifier(let word, let head, let product):
            "“\(word.text)”修饰其后的“\(head.text)”（\(name(product))）"
        case .later(let word, let first, let product):
            "“\(word.text)”在“\(first.text)”（\(name(product))）之后"
        case .category(let product): "平台类目属于\(name(product))"
        }
    }
}

extension MatchWording {
    /// Why a title is matched to another product than the right one: the words that were found, and those that dropped
    /// the right product.
    package static func text(_ fault: MatchTrial.Fault, name: (String) -> String) -> String {
        let found = fault.explanation.reason.map { "归入依据：" + text($0) }
        let missed = fault.row.product.map { product in
            name(product) + "：" + (fault.explanation.cause(for: product).map { text($0, name: name) } ?? "标题中没有该产品的词")
        }
        return [found, missed].compactMap(\.self).joined(separator: "；")
    }

    /// `95.2%`.
    package static func percent(_ tenths: Int) -> String {
        "\(tenths / 10).\(tenths % 10)%"
    }
}

extension MatchReason {
    /// A JSON object: the kind of rule, the words with their places, the categories, and the sentence.
    package var json: String {
        var members = [("rule", JSONText.quoted(kind.rawValue))]
        func add(_ word: MatchExplanation.Word, _ name: String, _ place: String) {
            members += [(name, JSONText.quoted(word.text)), (place, String(word.place))]
        }
        switch self {
        case .category(let category, let mapped):
            members += [("category", JSONText.quoted(category)), ("mappedCategory", JSONText.quoted(mapped))]
        case .titleWord(let word): add(word, "word", "place")
        case .combination(let word, let with):
            add(word, "word", "place")
            add(with, "with", "withPlace")
        case .earlierRules: break
        }
        members.append(("text", JSONText.quoted(MatchWording.text(self))))
        return JSONText.object(members)
    }
}
