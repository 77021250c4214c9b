internal import Domain

/// The formats that cells refer to by number: what a format makes of the content of a cell.
final class CellStyles: XMLHandler {
    private enum Area {
        case fonts, cellFormats, differences, other
    }

    private let limits: SheetLimits
    private var codes: [Int: NumberFormat] = [:]
    private var formats: [(number: Int, font: Int)] = []
    /// Whether each font strikes its text out.
    private var struckFonts: [Bool] = []
    /// Whether each format of a condition changes the text of its cells.
    private var changes: [Bool] = []
    private var area = Area.other

    init(limits: SheetLimits) {
        self.limits = limits
    }

    /// The number format of cells with `s="index"`; nil if no format has this number.
    func format(_ index: Int) -> NumberFormat? {
        // Workbooks without styles are legal. Their cells all have the first format.
        if index == 0, formats.isEmpty { return .general }
        guard formats.indices.contains(index) else { return nil }
        let number = formats[index].number
        return codes[number] ?? NumberFormat(builtIn: number)
    }

    /// Whether cells with `s="index"` are struck out.
    func isStruck(_ index: Int) -> Bool {
        guard formats.indices.contains(index) else { return false }
        let font = formats[index].font
        return struckFonts.indices.contains(font) && struckFonts[font]
    }

    /// Whether the format of a condition changes or strikes out the text of its cells.
    func conditionChangesText(_ index: Int) -> Bool {
        changes.indices.contains(index) && changes[index]
    }

    func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(UploadFault) {
        if name == "fonts" {
            area = .fonts
        } else if name == "cellXfs" {
            area = .cellFormats
        } else if name == "dxfs" {
            area = .differences
        } else {
            try beginEntry(name, attributes)
        }
    }

    private func beginEntry(_ name: XMLName, _ attributes: XMLAttributes) throws(UploadFault) {
        switch area {
        case .fonts:
            if name == "font" { try add(false, to: &struckFonts) }
            if name == "strike", attributes.isOn { struckFonts[struckFonts.count - 1] = true }
        case .cellFormats:
            guard name == "xf" else { return }
            guard formats.count < limits.styles else { throw tooMany }
            formats.append((attributes.whole("numFmtId") ?? 0, attributes.whole("fontId") ?? 0))
        case .differences:
            if name == "dxf" { try add(false, to: &changes) }
            if !changes.isEmpty, name == "numFmt" || (name == "strike" && attributes.isOn) {
                changes[changes.count - 1] = true
            }
        case .other:
            guard name == "numFmt", let id = attributes.whole("numFmtId"), let code = attributes["formatCode"] else {
                return
            }
            guard codes.count < limits.styles else { throw tooMany }
            codes[id] = NumberFormat(code: code)
        }
    }

    private func add(_ value: Bool, to list: inout [Bool]) throws(UploadFault) {
        guard list.count < limits.styles else { throw tooMany }
        list.append(value)
    }

    func end(_ name: XMLName) {
        if name == "fonts" || name == "cellXfs" || name == "dxfs" { area = .other }
    }

    func text(_: UnsafeBufferPointer<UInt8>) {}

    private var tooMany: UploadFault {
        UploadFault(SheetWording.file, SheetWording.tooMany("单元格格式", limits.styles))
    }
}
