internal import Domain
internal import Foundation
internal import Rulebook
internal import Terminal
internal import Web

/// The shared parts of the commands on criteria: columns, headings, and finding the file of one product.
enum CriteriaTables {
    static let item = Table.Column("item", "项目")

    static func unverified(_ count: Int, shown: Int) -> String {
        "未经核实的数值 \(count) 项：不得据以判定。请按此顺序核实（先经常不合格的项目）"
            + (shown < count ? "；以下为前\(shown)项，--all 列出全部" : "")
    }

    static func edition(_ edition: CriteriaEdition, of criteria: ProductCriteria) -> String {
        let productClass = CriteriaWording.text(criteria.productClass).map { "\n产品分类：" + $0 } ?? ""
        return """
            \(criteria.name)（\(criteria.product)）\(productClass)
            版本：\(edition.identifier)
            适用：\(CriteriaWording.text(edition.periods))
            升级：\(CriteriaWording.text(edition.escalation))
            规则：\(criteria.rule.file) \(criteria.rule.hash)
            """
    }

    static func doubtful(_ reports: Int, _ products: [String]) -> String {
        "其中\(reports)份的项目也都见于\(products.joined(separator: "、"))，请核对样品的产品"
    }

    /// The criteria of one file, or every mistake in it.
    static func read(_ path: String) throws -> ProductCriteria {
        var mistakes: [Diagnostic] = []
        let criteria = Rulebook.read(path, &mistakes, CriteriaFile.read)
        guard mistakes.isEmpty, let first = criteria.first, criteria.count == 1 else {
            throw mistakes.isEmpty ? InputMistake("\(path)：请给出一个实施细则文件") : RulebookError(mistakes)
        }
        return first
    }

    /// The criteria of a product in a folder; nil if there are none.
    static func current(_ product: String, in folder: String) throws -> ProductCriteria? {
        let path = folder + "/" + product + ".yaml"
        guard !product.utf8.contains(UInt8(ascii: "/")), FileManager.default.fileExists(atPath: path) else {
            return nil
        }
        return try read(path)
    }

    static func day(_ text: String, _ option: String) throws -> CalendarDay {
        guard let day = CalendarDay(text: text) else {
            throw InputMistake("\(option) 的值“\(text)”不是日期，请写作 2026-11-02")
        }
        return day
    }
}
