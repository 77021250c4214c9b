/// The Chinese names of places in a table.
package enum RowTableWording {
    package static func place(_ form: RowTable.Form, row: Int) -> String {
        switch form {
        case .csv: "第\(row)行"
        case .sheet(let name): "表“\(name)”第\(row)行"
        }
    }

    /// - Parameter column: from 1.
    package static func place(_ form: RowTable.Form, row: Int, column: Int) -> String {
        switch form {
        case .csv: "第\(row)行 第\(column)列"
        case .sheet(let name): "表“\(name)” \(CellAddress(column: column, row: row).text)"
        }
    }
}
