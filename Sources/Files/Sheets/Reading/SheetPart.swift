internal import Domain

/// The part of a worksheet, read once from start to end. Each row is added to the table when it ends.
final class SheetPart: XMLHandler {
    private let sheet: String
    private let cells: CellReader
    private let limits: SheetLimits
    private let table: TableBuilder

    private var isData = false
    private var row: SheetRow?
    private var lastRow = 0
    private var cell: CellReader.RawCell?
    private var column = 0
    private var isValue = false
    private var isInline = false
    private var conditions = ConditionalFormats()
    /// Whether the sheet shows zeros as blank cells.
    private var hidesZeros = false
    /// Whether the sheet shows formulas in place of their results.
    private var showsFormulas = false
    /// Whether the program that opens the workbook must calculate the sheet (ECMA-376 part 1, 18.3.1.72).
    private(set) var needsCalculation = false

    init(sheet: String, cells: CellReader, limits: SheetLimits, table: TableBuilder) {
        self.sheet = sheet
        self.cells = cells
        self.limits = limits
        self.table = table
    }

    func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(UploadFault) {
        if cell != nil {
            try beginInCell(name, attributes)
        } else if isData {
            if name == "c" { try beginCell(attributes) } else if name == "row" { try beginRow(attributes) }
        } else if name == "sheetData" {
            isData = true
        } else if name == "mergeCell", let range = attributes.bytes("ref") {
            try table.merge(range)
        } else if name == "col", attributes.flag("hidden") || attributes.whole("width") == 0 {
            table.hideColumns(from: attributes.whole("min") ?? 0, to: attributes.whole("max") ?? 0)
        } else if name == "sheetCalcPr" {
            needsCalculation = attributes.flag("fullCalcOnLoad")
        } else if name == "sheetView" {
            hidesZeros = hidesZeros || attributes.isOff("showZeros")
            showsFormulas = showsFormulas || attributes.flag("showFormulas")
        } else if name == "conditionalFormatting" {
            conditions.begin(attributes.bytes("sqref"), limit: limits.mergedRanges)
        } else if changesText(name, attributes) {
            conditions.addChange(limit: limits.mergedRanges)
            table.distrust(conditions.changing)
        }
    }

    /// Whether a part of a conditional format changes the text of its cells, or shows a bar or an icon in place of it.
    private func changesText(_ name: XMLName, _ attributes: XMLAttributes) -> Bool {
        if name == "cfRule" { return attributes.whole("dxfId").map(cells.styles.conditionChangesText) ?? false }
        return (name == "dataBar" || name == "iconSet") && attributes.isOff("showValue")
    }

    func end(_ name: XMLName) throws(UploadFault) {
        if cell != nil {
            try endInCell(name)
        } else if name == "row", let ended = row {
            row = nil
            try table.add(ended)
        } else if name == "sheetData" {
            isData = false
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(UploadFault) {
        guard isValue || isInline else { return }
        let fits: Bool
        if isInline {
            fits = cell?.inline.append(bytes, limit: limits.cellBytes) ?? true
        } else {
            cell?.value.append(contentsOf: bytes)
            fits = (cell?.value.count ?? 0) <= limits.cellBytes
        }
        guard fits else { throw UploadFault(place, SheetWording.cellTooLong) }
    }

    private var place: String {
        RowTableWording.place(.sheet(sheet), row: row?.number ?? 0, column: column)
    }

    private func beginRow(_ attributes: XMLAttributes) throws(UploadFault) {
        let number = attributes.bytes("r").map { wholeNumber($0) ?? 0 } ?? lastRow + 1
        guard row == nil, number > lastRow, number <= 1_048_576 else {
            throw UploadFault(RowTableWording.place(.sheet(sheet), row: lastRow + 1), SheetWording.rowOrder)
        }
        lastRow = number
        column = 0
        row = SheetRow(number: number, isHidden: attributes.flag("hidden") || attributes.whole("ht") == 0)
    }

    private func beginCell(_ attributes: XMLAttributes) throws(UploadFault) {
        guard let row else { throw UploadFault(SheetWording.file, SheetWording.nestedCell) }
        var next = column + 1
        if let reference = attributes.bytes("r") {
            guard let address = CellAddress(reference), address.row == row.number else {
                throw UploadFault(RowTableWording.place(.sheet(sheet), row: row.number), SheetWording.badAddress)
            }
            next = address.column
        }
        guard next > column else {
            throw UploadFault(RowTableWording.place(.sheet(sheet), row: row.number), SheetWording.rowOrder)
        }
        column = next
        var raw = CellReader.RawCell()
        raw.kind = Self.kind(attributes.bytes("t"))
        // A style that is not a number cannot be one of the workbook's styles.
        raw.style = attributes.bytes("s").map { wholeNumber($0) ?? .max } ?? 0
        cell = raw
    }

    private static func kind(_ type: UnsafeBufferPointer<UInt8>?) -> CellReader.RawCell.Kind {
        guard let type else { return .number }
        switch String(decoding: type.prefix(16), as: UTF8.self) {
        case "n": return .number
        case "s": return .sharedString
        case "str": return .formulaString
        case "inlineStr": return .inlineString
        case "b": return .boolean
        case "e": return .error
        case "d": return .isoDate
        default: return .unknown
        }
    }

    private func beginInCell(_ name: XMLName, _ attributes: XMLAttributes) throws(UploadFault) {
        if name == "c" || name == "row" { throw UploadFault(place, SheetWording.nestedCell) }
        if name == "v" {
            isValue = true
            cell?.hasValue = true
        } else if name == "f" {
            cell?.hasFormula = true
        } else if name == "is" {
            isInline = true
        } else if isInline {
            cell?.inline.begin(name, attributes)
        }
    }

    private func endInCell(_ name: XMLName) throws(UploadFault) {
        if name == "v" {
            isValue = false
        } else if name == "is" {
            isInline = false
        } else if isInline {
            cell?.inline.end(name)
        } else if name == "c", let raw = cell {
            cell = nil
            try finish(raw)
        }
    }

    /// The content as this sheet shows it.
    private func seen(_ content: CellContent, _ raw: borrowing CellReader.RawCell) -> CellContent {
        guard content.problem == nil else { return content }
        if showsFormulas, raw.hasFormula { return CellContent(content.text, problem: SheetWording.formulaShown) }
        if hidesZeros, raw.kind == .number, FifteenDigits(raw.value)?.isZero == true {
            return CellContent(content.text, problem: SheetWording.refused(.hidden, "0"))
        }
        return content
    }

    private func finish(_ raw: CellReader.RawCell) throws(UploadFault) {
        let content = seen(cells.content(raw), raw)
        if raw.hasFormula { table.countFormula(isCalculated: !raw.isUncalculated) }
        guard !content.text.isEmpty || content.problem != nil else { return }
        guard column <= limits.columns else {
            throw UploadFault(place, SheetWording.tooMany("列", limits.columns))
        }
        row?.cells.append(SheetRow.Cell(column: column, content: content))
    }
}

/// A row of a sheet: its cells that are not blank.
struct SheetRow {
    struct Cell {
        /// From 1.
        let column: Int
        let content: CellContent
    }

    let number: Int
    let isHidden: Bool
    var cells: [Cell] = []
}
