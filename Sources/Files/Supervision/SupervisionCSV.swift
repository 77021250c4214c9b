package import Domain

/// Reads CSV files from other authorities and offices: counts of complaints and opinions, and shops whose goods failed.
/// The files are UTF-8 or GB 18030. Every mistake is reported with its line and column. A file with a mistake is
/// refused as a whole.
package enum SupervisionCSV {
    /// Maximum number of entries in one file.
    package static let maximumEntries = 200_000
    static let textLimit = 500

    /// Columns 对象, 平台, 名称或编号, 类型, 数量, 起, 止, 来源.
    package static func attention(_ bytes: [UInt8]) throws(UploadFault) -> [AttentionCount] {
        var sheet = try SupervisionSheet(bytes, columns: AttentionColumn.allCases.map(\.rawValue))
        let counts = sheet.rows.compactMap { row in attentionCount(row, &sheet) }
        return try checked(counts, sheet)
    }

    /// Columns 平台, 店铺, 年度, 来源.
    package static func shopFailures(_ bytes: [UInt8]) throws(UploadFault) -> [ShopFailure] {
        var sheet = try SupervisionSheet(bytes, columns: ShopColumn.allCases.map(\.rawValue))
        let failures = sheet.rows.compactMap { row in shopFailure(row, &sheet) }
        return try checked(failures, sheet)
    }

    private static func checked<Entry>(_ entries: [Entry], _ sheet: SupervisionSheet) throws(UploadFault) -> [Entry] {
        guard sheet.problems.isEmpty else { throw UploadFault(sheet.problems) }
        guard !entries.isEmpty else {
            throw UploadFault([.init(place: SupervisionWording.file, sentence: SupervisionWording.noEntries)])
        }
        return entries
    }
}

private enum AttentionColumn: String, CaseIterable {
    case about = "对象"
    case platform = "平台"
    case subject = "名称或编号"
    case type = "类型"
    case count = "数量"
    case from = "起"
    case until = "止"
    case source = "来源"
}

private enum ShopColumn: String, CaseIterable {
    case platform = "平台"
    case shop = "店铺"
    case year = "年度"
    case source = "来源"
}

extension SupervisionCSV {
    private static let subjects: [String: AttentionSubject.Kind] = ["产品": .product, "店铺": .shop, "商品": .item]
    private static let types: [String: AttentionType] = ["投诉举报": .complaint, "投诉": .complaint, "舆情": .opinion]

    private static func attentionCount(_ row: SupervisionSheet.FilledRow, _ sheet: inout SupervisionSheet)
        -> AttentionCount?
    {
        let about = sheet.word(row, AttentionColumn.about.rawValue, subjects)
        let subject = sheet.text(row, AttentionColumn.subject.rawValue)
        let type = sheet.word(row, AttentionColumn.type.rawValue, types)
        let count = sheet.whole(row, AttentionColumn.count.rawValue, 0...1_000_000_000)
        let from = sheet.day(row, AttentionColumn.from.rawValue)
        let until = sheet.day(row, AttentionColumn.until.rawValue)
        let source = sheet.text(row, AttentionColumn.source.rawValue)
        guard let about, let subject, let type, let count, let from, let until, let source else { return nil }
        guard from <= until else {
            sheet.report(row, AttentionColumn.until.rawValue, SupervisionWording.endsBeforeBegin)
            return nil
        }
        let platform = row[AttentionColumn.platform.rawValue]
        guard let named = AttentionSubject(kind: about, platform: platform, name: subject) else {
            sheet.report(
                row, AttentionColumn.platform.rawValue,
                platform == nil ? SupervisionWording.platformMissing : SupervisionWording.platformOfProduct)
            return nil
        }
        return AttentionCount(subject: named, type: type, count: count, from: from, until: until, source: source)
    }

    private static func shopFailure(_ row: SupervisionSheet.FilledRow, _ sheet: inout SupervisionSheet) -> ShopFailure?
    {
        let platform = sheet.text(row, ShopColumn.platform.rawValue)
        let shop = sheet.text(row, ShopColumn.shop.rawValue)
        let year = sheet.whole(row, ShopColumn.year.rawValue, 2000...2200)
        let source = sheet.text(row, ShopColumn.source.rawValue)
        guard let platform, let shop, let year, let source else { return nil }
        return ShopFailure(platform: platform, shop: shop, year: Int(year), source: source)
    }
}
