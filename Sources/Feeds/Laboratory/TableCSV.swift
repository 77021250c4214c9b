package import Domain

/// A CSV file as a table of rows.
package enum TableCSV {
    package static func read(_ bytes: [UInt8]) throws(UploadFault) -> RowTable {
        let text = try decoded(bytes)
        do throws(CSVFault) {
            var reader = CSVReader(text)
            guard let header = try reader.next() else { throw CSVFault(line: 1, message: UploadWording.emptyFile) }
            let names = header.fields.map { String(decoding: $0, as: UTF8.self) }
            guard names.count <= LaboratoryUpload.maximumColumns else {
                throw CSVFault(line: header.line, message: UploadWording.tooManyColumns)
            }
            var rows: [RowTable.Row] = []
            while let row = try reader.next() {
                let fits = row.fields.count == names.count
                rows.append(
                    .init(
                        number: row.line, cells: row.fields.map { String(decoding: $0, as: UTF8.self) },
                        problems: fits
                            ? []
                            : [.init(place: "第\(row.line)行", sentence: UploadWording.columnCount(row.fields.count, names.count))],
                        source: row.source))
            }
            return RowTable(
                form: .csv, columns: names.enumerated().map { .init(name: $1, position: $0 + 1) }, header: header.line,
                rows: rows, original: text)
        } catch {
            throw UploadFault("第\(error.line)行", UploadWording.unreadable(error.message))
        }
    }

    private static func decoded(_ bytes: [UInt8]) throws(UploadFault) -> [UInt8] {
        if String(validating: bytes, as: UTF8.self) != nil { return bytes }
        do throws(CharacterSetFault) {
            return try CharacterSet.fromGB18030(bytes)
        } catch {
            throw UploadFault("文件", UploadWording.notUTF8)
        }
    }
}
