internal import Domain

/// Reports as a table, CSV or a sheet: a row a result, several reports a table.
enum ReportRows {
    /// A row by its columns' meaning.
    private struct Line {
        let table: RowTable
        let row: RowTable.Row
        /// Index in `row.cells` of each column that the table has.
        let indexes: [ReportColumn: Int]

        subscript(column: ReportColumn) -> String? {
            indexes[column].flatMap { row.cells[$0].isEmpty ? nil : row.cells[$0] }
        }

        func place(_ column: ReportColumn) -> String {
            guard let index = indexes[column] else { return table.place(of: row) + "“\(column.rawValue)”" }
            return table.place(of: row, column: index) + "“\(column.rawValue)”"
        }
    }

    static func read(_ table: RowTable) throws(UploadFault) -> [ReportSubmission] {
        var fields = ReportFields()
        let lines = lines(table, &fields)
        var numbers: [String] = []
        var byNumber: [String: [Line]] = [:]
        for line in lines {
            let number = fields.text(line[.number], line.place(.number))
            if byNumber[number] == nil { numbers.append(number) }
            byNumber[number, default: []].append(line)
        }
        if lines.isEmpty, fields.problems.isEmpty { fields.report("文件", UploadWording.noResults) }
        if byNumber.values.contains(where: { $0.count > LaboratoryUpload.maximumResults }) {
            fields.report("文件", UploadWording.tooMany)
        }
        var reports: [ReportSubmission] = []
        for number in numbers { reports.append(report(number, byNumber[number] ?? [], &fields)) }
        guard fields.problems.isEmpty else { throw UploadFault(fields.problems) }
        return reports
    }

    private static func lines(_ table: RowTable, _ fields: inout ReportFields) -> [Line] {
        checkColumns(table, &fields)
        var indexes: [ReportColumn: Int] = [:]
        for (index, column) in table.columns.enumerated() {
            if let known = ReportColumn(rawValue: column.name) { indexes[known] = index }
        }
        var lines: [Line] = []
        for row in table.rows {
            guard row.problems.isEmpty else {
                fields.report(row.problems)
                continue
            }
            let line = Line(table: table, row: row, indexes: indexes)
            for (column, index) in indexes.sorted(by: { $0.value < $1.value }) {
                if row.cells[index].holdsControlCharacters() {
                    fields.report(line.place(column), UploadWording.controlCharacter)
                }
                if row.cells[index].utf8.count > LaboratoryUpload.textLimit {
                    fields.report(line.place(column), UploadWording.tooLong)
                }
            }
            lines.append(line)
        }
        return lines
    }

    private static func checkColumns(_ table: RowTable, _ fields: inout ReportFields) {
        let names = table.columns.map(\.name)
        for column in ReportColumn.allCases where column.isRequired && !names.contains(column.rawValue) {
            fields.report(table.headerPlace, UploadWording.missingColumn(column.rawValue, found: names))
        }
        for name in names where ReportColumn(rawValue: name) == nil {
            fields.report(table.headerPlace, UploadWording.unknownColumn(name))
        }
        for name in Set(names).sorted() where names.filter({ $0 == name }).count > 1 {
            fields.report(table.headerPlace, UploadWording.repeatedColumn(name))
        }
    }

    private static func report(_ number: String, _ lines: [Line], _ fields: inout ReportFields) -> ReportSubmission {
        let first = lines[0]
        for column in [ReportColumn.label, .testedOn, .producedOn, .declared, .correction]
        where lines.contains(where: { $0[column] != first[column] }) {
            fields.report(first.place(column), UploadWording.differs(column.rawValue, number))
        }
        var results: [ItemResult] = []
        for line in lines { results.append(result(line, &fields)) }
        return ReportSubmission(
            number: number, sampleLabel: fields.text(first[.label], first.place(.label)),
            testedOn: fields.requiredDay(first[.testedOn], first.place(.testedOn)),
            producedOn: fields.day(first[.producedOn], first.place(.producedOn)),
            declared: declared(first, &fields), results: results, correctionReason: first[.correction])
    }

    private static func result(_ line: Line, _ fields: inout ReportFields) -> ItemResult {
        let specimen = line[.specimen].map { Int($0) } ?? 1
        if specimen == nil || !(1...1000).contains(specimen ?? 0) {
            fields.report(line.place(.specimen), UploadWording.specimen)
        }
        return ItemResult(
            item: fields.text(line[.item], line.place(.item)), specimen: specimen ?? 1, value: line[.value] ?? "",
            unit: line[.unit] ?? "", detectionLimit: line[.detectionLimit])
    }

    /// `variant=B;ratedCapacity=6000`.
    private static func declared(_ line: Line, _ fields: inout ReportFields) -> [String: String] {
        var declared: [String: String] = [:]
        for part in (line[.declared] ?? "").split(separator: ";") {
            let sides = part.split(separator: "=", maxSplits: 1)
            guard sides.count == 2 else {
                fields.report(line.place(.declared), UploadWording.declared(String(part)))
                continue
            }
            guard declared.updateValue(String(sides[1]), forKey: String(sides[0])) == nil else {
                fields.report(line.place(.declared), UploadWording.declaredTwice(String(sides[0])))
                continue
            }
        }
        return declared
    }
}
