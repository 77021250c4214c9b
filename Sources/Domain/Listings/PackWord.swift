/// A counting word: `包` in `20包`.
package struct PackWord: Hashable, Sendable {
    /// What a word counts, from the inside of a pack to the outside.
    enum Rank: Int, Comparable {
        /// Parts or single goods. The words also count properties (`100片`, `80抽`), so a bare number says nothing of
        /// the pack.
        case part = 1
        case goods, pack, bundle, box

        static func < (left: Rank, right: Rank) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    package let text: String
    /// Its index in `all`.
    let index: Int
    let rank: Rank
    fileprivate let bytes: UInt64

    private init(_ text: String, _ index: Int, _ rank: Rank) {
        self.text = text
        self.index = index
        self.rank = rank
        bytes = Self.packed(text)
    }

    /// All counting words. Every word is one character of three bytes.
    package static let all: [PackWord] = {
        let words: [(Rank, String)] = [
            (.part, "片抽张枚粒颗块支只个根页把"), (.goods, "条双件副对"), (.pack, "包袋瓶盒罐卷桶听筒"), (.bundle, "提套组"), (.box, "箱"),
        ]
        return words.flatMap { rank, texts in texts.map { (String($0), rank) } }.enumerated().map {
            PackWord($1.0, $0, $1.1)
        }
    }()

    package init?(_ text: String) {
        guard let word = Self.all.first(where: { $0.text == text }) else { return nil }
        self = word
    }

    /// The piece, for a multiplier that names nothing: `×3`.
    static let piece = all.first { $0.text == "件" } ?? all[0]

    /// The counting word with which `eight` bytes begin.
    static func beginning(_ eight: UInt64) -> PackWord? {
        let three = eight & 0xFF_FFFF
        return all.first { $0.bytes == three }
    }

    /// Whether `next` shows that the word was part of another word: `20包邮`, `3条纹`, `6个月`.
    func isPart(ofWordWith next: UInt64) -> Bool {
        Self.others[index].contains(next & 0xFF_FFFF)
    }

    static func packed(_ text: String) -> UInt64 {
        text.utf8.prefix(3).enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64($1.offset * 8) }
    }

    /// For each word, the characters with which it forms another word.
    private static let others: [Set<UInt64>] = {
        let words = [
            "片": "式区尺", "张": "力嘴开", "块": "钱", "支": "架付撑持", "个": "月性人头", "根": "据治", "只": "要需用有为",
            "条": "纹形码绒龙", "双": "面层肩人头色线拼开杠控用排插频模股向耳", "件": "套件", "对": "比讲开襟折", "包": "邮税围边裹头臀厢退赔",
            "袋": "鼠", "瓶": "盖口颈", "盒": "子", "卷": "发边帘心", "桶": "身包", "听": "力", "筒": "灯靴", "提": "手升示速", "套": "头筒餐",
            "组": "装件", "箱": "包体",
        ]
        return all.map { word in Set((words[word.text] ?? "").map { packed(String($0)) }) }
    }()
}
