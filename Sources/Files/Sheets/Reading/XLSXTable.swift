package import Domain

/// Reads the table of an uploaded workbook.
package enum XLSXTable {
    /// The table of the sheet named `preferred`, or of the only sheet with content.
    ///
    /// Sheets named in `passedOver` belong to the empty form and contain no results. If another visible sheet has
    /// content, it is a fault: nothing that was filled in may be ignored silently.
    ///
    /// - Throws: `UploadFault` if no table can be found. Faults of single cells are reported in their rows.
    package static func read(
        _ bytes: [UInt8], preferred: String, passedOver: Set<String> = [], limits: SheetLimits = SheetLimits()
    ) throws(UploadFault) -> RowTable {
        let file = try XLSXFile(bytes, limits: limits)
        var remarks: [UploadRemark] = []
        var tables: [(name: String, table: RowTable)] = []
        for sheet in file.sheets where !passedOver.contains(sheet.name) {
            guard !sheet.isHidden else {
                remarks.append(UploadRemark(.hiddenSheet, sheet: sheet.name, count: 1))
                continue
            }
            if let table = try file.table(of: sheet) { tables.append((sheet.name, table)) }
        }
        guard tables.count <= 1 else {
            throw UploadFault(SheetWording.file, SheetWording.severalSheets(tables.map(\.name), preferred))
        }
        guard let table = tables.first?.table else {
            throw UploadFault(SheetWording.file, SheetWording.emptyWorkbook)
        }
        return table.adding(remarks)
    }
}

/// A workbook (ECMA-376) opened for reading: its sheets by name, its shared texts and its formats.
private final class XLSXFile {
    struct Sheet {
        let name: String
        let isHidden: Bool
        let part: String
    }

    let sheets: [Sheet]
    private let archive: ZipArchive
    private let limits: SheetLimits
    private let strings: SharedStrings
    private let styles: CellStyles
    private let dates: DateSystem
    private let needsCalculation: Bool

    init(_ bytes: [UInt8], limits: SheetLimits) throws(UploadFault) {
        try FileKind.check(bytes)
        let archive = try ZipArchive(bytes, limits: limits)
        try FileKind.check(archive)
        let root = try Relationships.read(of: "", in: archive, limits: limits)
        guard let part = root.first(where: { $0.type.hasSuffix("/officeDocument") })?.part, archive.contains(part)
        else {
            throw UploadFault(SheetWording.file, SheetWording.notAWorkbook)
        }
        let parts = try Relationships.read(of: part, in: archive, limits: limits)
        let book = WorkbookPart(limits: limits)
        try XMLPass.read(part, of: archive, limits: limits, into: book)
        strings = SharedStrings(limits: limits)
        if let part = parts.first(where: { $0.type.hasSuffix("/sharedStrings") })?.part {
            try XMLPass.read(part, of: archive, limits: limits, into: strings)
        }
        styles = CellStyles(limits: limits)
        if let part = parts.first(where: { $0.type.hasSuffix("/styles") })?.part {
            try XMLPass.read(part, of: archive, limits: limits, into: styles)
        }
        sheets = try Self.worksheets(book, parts)
        dates = book.dates
        needsCalculation = book.needsCalculation
        self.archive = archive
        self.limits = limits
    }

    /// The sheets with cells; chart sheets have none.
    private static func worksheets(
        _ book: WorkbookPart, _ parts: [Relationships.Relationship]
    ) throws(UploadFault) -> [Sheet] {
        var sheets: [Sheet] = []
        for entry in book.sheets {
            guard let related = parts.first(where: { $0.id == entry.relationship }) else {
                throw UploadFault(SheetWording.file, SheetWording.missingPart(entry.name))
            }
            guard related.type.hasSuffix("/worksheet") else { continue }
            sheets.append(Sheet(name: entry.name, isHidden: entry.isHidden, part: related.part))
        }
        guard !sheets.isEmpty else { throw UploadFault(SheetWording.file, SheetWording.noSheets) }
        return sheets
    }

    /// The sheet as a table; nil if all its cells are blank.
    func table(of sheet: Sheet) throws(UploadFault) -> RowTable? {
        let builder = TableBuilder(sheet: sheet.name, limits: limits)
        let cells = CellReader(strings: strings, styles: styles, dates: dates)
        let part = SheetPart(sheet: sheet.name, cells: cells, limits: limits, table: builder)
        try XMLPass.read(sheet.part, of: archive, limits: limits, into: part)
        // No result of a formula may be read that nobody calculated.
        if builder.hasFormulas, needsCalculation || part.needsCalculation || builder.isUncalculated {
            throw UploadFault("表“\(sheet.name)”", SheetWording.notCalculated)
        }
        return try builder.finished()
    }
}
