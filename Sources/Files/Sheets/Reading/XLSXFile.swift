internal import Domain

/// A workbook (ECMA-376) opened for reading: its sheets by name, its shared texts and its formats.
final class XLSXFile {
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
        self.archive = archive
        self.limits = limits
    }

    /// Sheets of cells; chart sheets have none.
    private static func worksheets(
        _ book: WorkbookPart, _ parts: [Relationships.Entry]
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

    /// The sheet as a table; nil where all its cells are blank.
    func table(of sheet: Sheet) throws(UploadFault) -> RowTable? {
        let builder = TableBuilder(sheet: sheet.name, limits: limits)
        let cells = CellReader(strings: strings, styles: styles, dates: dates)
        try XMLPass.read(
            sheet.part, of: archive, limits: limits,
            into: SheetPart(sheet: sheet.name, cells: cells, limits: limits, table: builder))
        return try builder.finished()
    }
}
