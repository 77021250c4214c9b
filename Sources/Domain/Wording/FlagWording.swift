/// The Chinese sentences of flags.
package enum FlagWording {
    package static func name(_ kind: FlagKind) -> String {
        switch kind {
        case .lowPrice: "明显低价"
        case .salesBurst: "短时销量大"
        case .livestream: "直播带货"
        }
    }

    static func lowPrice(_ price: Fen, median: Fen, count: Int, z: String) -> String {
        "售价\(price.text)，同类\(count)个链接的中位价\(median.text)，稳健z值\(z)"
    }

    static func lowPriceCounterfactual(_ bound: Fen) -> String {
        "售价高于\(bound.text)则不标记"
    }

    static func salesBurst(before: String, now: String, gained: Int64, perDay: Int64) -> String {
        "销量由“\(before)”升至“\(now)”，至少新增\(gained)件，合每日\(perDay)件"
    }

    static func salesBurstCounterfactual(_ limit: Int64) -> String {
        "每日新增少于\(limit)件则不标记"
    }

    static func livestream(_ room: LiveRoom, price: Fen) -> String {
        "直播间\(room.room)" + (room.streamer.map { "（\($0)）" } ?? "") + "在售，直播价\(price.text)"
    }

    static let livestreamCounterfactual = "不在直播间销售则不标记"
}
