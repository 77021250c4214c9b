/// The Chinese sentences about what the reader of a workbook noticed.
package enum UploadRemarkWording {
    /// `表“结果”：有3个单元格为公式，采用文件中保存的计算结果`.
    package static func line(_ remark: UploadRemark) -> String {
        "表“\(remark.sheet.withoutControlCharacters)”：" + sentence(remark)
    }

    package static func sentence(_ remark: UploadRemark) -> String {
        let listed = remark.examples.map(\.withoutControlCharacters).joined(separator: "、")
        let more = remark.count > remark.examples.count
        return switch remark.kind {
        case .hiddenRows: "隐藏的第\(listed)行" + (more ? "等\(remark.count)行" : "") + "也已读取"
        case .hiddenColumns: "隐藏的\(listed)列也已读取"
        case .hiddenSheet: "该工作表为隐藏，未读取"
        case .mergedDown: "有\(remark.count)处纵向合并的单元格，其内容用于所合并的每一行"
        case .formulas: "有\(remark.count)个单元格为公式，采用文件中保存的计算结果"
        case .shownOtherwise:
            "有\(remark.count)个单元格显示的内容与所存的数值不同，采用显示的内容，例如"
                + remark.examples.map(cell).joined(separator: "，")
        }
    }

    /// `B3显示“0.12”，所存为0.123456`.
    private static func cell(_ example: String) -> String {
        let parts = example.split(separator: "\t", omittingEmptySubsequences: false).map {
            String($0).withoutControlCharacters
        }
        guard parts.count == 3 else { return example.withoutControlCharacters }
        return "\(parts[0])显示“\(parts[1])”（所存为\(parts[2])）"
    }
}
