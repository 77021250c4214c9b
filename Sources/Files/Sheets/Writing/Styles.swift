internal import CXLSXWriter

/// The formats of a workbook's cells.
struct Styles {
    private static let font = "宋体"
    private static let headerColour: lxw_color_t = 0xDD_EBF7
    private static let givenColour: lxw_color_t = 0xF2_F2F2
    private static let lineColour: lxw_color_t = 0xBF_BFBF

    private var formats: [WorkbookPlan.Style: UnsafeMutablePointer<lxw_format>] = [:]

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
        for style in [WorkbookPlan.Style.input, .given, .header, .title, .open, .prose] {
            guard let format = workbook_add_format(workbook) else { continue }
            Self.set(format, style)
            formats[style] = format
        }
    }

    subscript(style: WorkbookPlan.Style) -> UnsafeMutablePointer<lxw_format>? {
        formats[style]
    }

    private static func set(_ format: UnsafeMutablePointer<lxw_format>, _ style: WorkbookPlan.Style) {
        format_set_font_name(format, font)
        format_set_font_size(format, style == .title ? 14 : 11)
        // Every cell is text, so digits stay as they are typed.
        format_set_num_format(format, "@")
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        switch style {
        case .input: addBorder(format)
        case .given:
            addBorder(format)
            format_set_bg_color(format, givenColour)
        case .header:
            addBorder(format)
            format_set_bold(format)
            format_set_bg_color(format, headerColour)
        case .title: format_set_bold(format)
        case .open: break
        case .prose: format_set_text_wrap(format)
        }
    }

    private static func addBorder(_ format: UnsafeMutablePointer<lxw_format>) {
        format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
        format_set_border_color(format, lineColour)
    }
}
