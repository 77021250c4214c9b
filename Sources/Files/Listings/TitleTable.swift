package import Domain

/// A table of titles with their right products, by which the matching is measured. One title in each line, columns
/// separated by tabs: title, product code or `none`, and optionally platform and category. Empty lines are skipped, and
/// lines that begin with `#` and have no tab or a blank behind it.
package enum TitleTable {
    /// A line that cannot be read, with what to do.
    package struct Fault: Error, Hashable, Sendable {
        package let line: Int
        package let sentence: String
    }

    /// Every line that cannot be read.
    package struct Faults: Error, Hashable, Sendable {
        package let all: [Fault]
    }

    /// The word for a title that belongs to no product.
    private static let none = "none"

    /// The rows of `bytes`, or every fault in them.
    ///
    /// - Parameter products: the known product codes.
    package static func read(_ bytes: [UInt8], products: Set<String>) throws(Faults) -> [MatchTrial.Row] {
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        var rows: [MatchTrial.Row] = []
        var faults: [Fault] = []
        for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            do throws(Fault) {
                if let row = try row(line.last == 0x0D ? line.dropLast() : line, number + 1, products) {
                    rows.append(row)
                }
            } catch {
                faults.append(error)
            }
        }
        if rows.isEmpty, faults.isEmpty { faults.append(Fault(line: 1, sentence: "文件没有标题；每行写一个标题、制表符和产品代码")) }
        guard faults.isEmpty else { throw Faults(all: faults) }
        return rows
    }

    private static func row(
        _ line: ArraySlice<UInt8>, _ number: Int, _ products: Set<String>
    ) throws(Fault) -> MatchTrial.Row? {
        func fault(_ sentence: String) -> Fault { Fault(line: number, sentence: sentence) }
        guard let text = String(validating: line, as: UTF8.self) else {
            throw fault("不是 UTF-8 文本；请把文件另存为 UTF-8")
        }
        // A title may begin with `#`: `#好物推荐 …`.
        let isComment = text.hasPrefix("# ") || (text.hasPrefix("#") && !text.contains("\t"))
        guard !text.withoutOuterSpaces.isEmpty, !isComment else { return nil }
        let cells = text.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).withoutOuterSpaces }
        guard (2...4).contains(cells.count) else {
            throw fault("有\(cells.count)列；应为标题、产品代码，另可有平台和类目，以制表符分隔")
        }
        guard !cells[0].isEmpty else { throw fault("标题为空；请写标题，或删去这一行") }
        guard cells[0].utf8.count <= ListingLimits.titleBytes else {
            throw fault("标题有\(cells[0].utf8.count)字节，至多\(ListingLimits.titleBytes)字节")
        }
        guard cells[1] == none || products.contains(cells[1]) else {
            throw fault(
                cells[1].isEmpty
                    ? "没有产品代码；不属于任何产品的标题写 none"
                    : "“\(cells[1])”不是产品代码；不属于任何产品的写 none")
        }
        let (platform, category) = (cell(cells, 2), cell(cells, 3))
        guard category == nil || platform != nil else { throw fault("有类目而没有平台；类目只在其平台上有意义，请写平台") }
        return MatchTrial.Row(
            line: number, title: cells[0], product: cells[1] == none ? nil : cells[1], platform: platform,
            category: category)
    }

    private static func cell(_ cells: [String], _ index: Int) -> String? {
        index < cells.count && !cells[index].isEmpty ? cells[index] : nil
    }
}
