import Domain
import Files
import TestSupport

extension RawWorkbook {
    func table(limits: SheetLimits = SheetLimits()) throws -> RowTable {
        try Self.read(bytes(), limits: limits)
    }

    static func read(_ bytes: [UInt8], limits: SheetLimits = SheetLimits()) throws -> RowTable {
        try XLSXTable.read(bytes, preferred: "结果", passedOver: ["填写说明"], limits: limits)
    }
}

/// The result of reading one cell: its text, and the sentence about its fault.
func read(_ book: RawWorkbook) throws -> (text: String?, problem: String?) {
    let table = try book.table()
    let row = table.rows.first
    return (row?.cells.first, row?.problems.first?.sentence)
}
