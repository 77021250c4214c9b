package import Domain

/// Reads the table of a workbook that somebody filled in.
package enum XLSXTable {
    /// The table of the sheet named `preferred`, or of the only sheet with content.
    ///
    /// Sheets named in `passedOver` belong to the empty form and hold no results. Any other visible sheet with content
    /// beside the one that is read is a fault: nothing that was filled in may be left unread in silence.
    ///
    /// - Throws: `UploadFault` where no table can be told apart at all; faults of single cells stand in their rows.
    package static func read(
        _ bytes: [UInt8], preferred: String, passedOver: Set<String> = [], limits: SheetLimits = SheetLimits()
    ) throws(UploadFault) -> RowTable {
        let file = try XLSXFile(bytes, limits: limits)
        var remarks: [UploadFault.Problem] = []
        var tables: [(name: String, table: RowTable)] = []
        for sheet in file.sheets where !passedOver.contains(sheet.name) {
            guard !sheet.isHidden else {
                remarks.append(.init(place: SheetWording.file, sentence: SheetWording.hiddenSheet(sheet.name)))
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
