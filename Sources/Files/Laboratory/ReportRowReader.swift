internal import Domain

/// Reads the rows of one table. Cells are in the order of its header. A row that cannot be read does not stop the
/// others.
struct ReportRowReader {
    private let places: ColumnPlaces
    /// The head of the row before, with the cells it was read from. Most rows repeat it.
    private var lastCells: [String] = []
    private var lastHead: ReportHead?

    /// If a row has this many faults, its report number is not trusted.
    private static let mostFaults = 20

    private static let headColumns: [ReportColumn] =
        [.number, .label, .testedOn, .producedOn, .declared, .correction, .correctionScope]
        + ReportParticular.allCases.map(\.column)

    init(_ columns: [ReportColumn?]) {
        places = ColumnPlaces(columns)
    }

    /// - Parameters:
    ///   - row: one of `table`.
    ///   - ordinal: the position of the row in its file, from 1, not counting the header.
    ///   - place: the original place, for a row that is read again.
    mutating func read(
        _ row: RowTable.Row, of table: RowTable, ordinal: Int, place: String? = nil, stored: StoredRow? = nil
    ) -> ReadRow {
        let cells = Cells(cells: row.cells, places: places)
        do throws(IntakeFault) {
            guard row.problems.isEmpty else {
                let whole = table.place(of: row)
                let sentences = row.problems.map { $0.place == whole ? $0.sentence : $0.place + "：" + $0.sentence }
                throw IntakeFault(.malformed, sentences.joined(separator: "；"))
            }
            try check(cells)
            return .row(
                IntakeRow(
                    ordinal: ordinal, place: place ?? table.place(of: row), head: try head(cells),
                    result: try Self.result(cells), stored: stored))
        } catch {
            let column = error.field.flatMap(ReportColumn.init).map { places[$0] }
            let cell = column.flatMap { $0 >= 0 ? table.place(of: row, column: $0) : nil }
            return .unreadable(
                UnreadableRow(
                    ordinal: ordinal, place: place ?? cell ?? table.place(of: row),
                    reportNumber: trusted(.number, cells, of: row, in: table),
                    sampleLabel: trusted(.label, cells, of: row, in: table),
                    result: error.code == .malformed ? nil : try? Self.result(cells), fault: error, stored: stored))
        }
    }

    /// The report number or sample label of a faulty row, if its cell can be read and is a possible one. Rows are looked
    /// up by it.
    private func trusted(_ wanted: ReportColumn, _ cells: Cells, of row: RowTable.Row, in table: RowTable) -> String? {
        guard let text = cells[wanted], text.utf8.count <= LaboratoryUpload.textLimit else { return nil }
        guard !row.problems.isEmpty else { return text }
        // If there are many faults, not all are named.
        guard row.problems.count < Self.mostFaults else { return nil }
        let column = places[wanted]
        let others = Set(row.cells.indices.filter { $0 != column }.map { table.place(of: row, column: $0) })
        let whole = table.place(of: row)
        // One cell too many or too few shifts all cells after it.
        let isClear = row.problems.allSatisfy { problem in
            others.contains(problem.place) || (column == 0 && problem.place.hasPrefix(whole))
        }
        return isClear ? text : nil
    }

    private func check(_ row: Cells) throws(IntakeFault) {
        for column in places.present {
            guard let text = row[column] else { continue }
            let limit = column.particular == nil ? LaboratoryUpload.textLimit : LaboratoryUpload.particularLimit
            guard text.utf8.count <= limit else {
                throw IntakeFault(.malformed, field: column.rawValue, UploadWording.tooLong(limit))
            }
            guard !text.holdsControlCharacters() else {
                throw IntakeFault(.malformed, field: column.rawValue, UploadWording.controlCharacter)
            }
        }
    }

    private mutating func head(_ row: Cells) throws(IntakeFault) -> ReportHead {
        let cells = Self.headColumns.map { row[$0] ?? "" }
        if cells == lastCells, let lastHead { return lastHead }
        let head = ReportHead(
            number: try row.required(.number), sampleLabel: ReportText.folded(try row.required(.label)),
            testedOn: try Self.day(try row.required(.testedOn), .testedOn),
            producedOn: try row[.producedOn].map { text throws(IntakeFault) in try Self.day(text, .producedOn) },
            declared: try Self.declared(row[.declared] ?? ""), correctionReason: row[.correction],
            isPartial: try Self.isPartial(row), particulars: Self.particulars(row))
        (lastCells, lastHead) = (cells, head)
        return head
    }

    private static func isPartial(_ row: Cells) throws(IntakeFault) -> Bool {
        switch row[.correctionScope] {
        case nil, UploadWording.wholeReport: return false
        case UploadWording.partOfReport: return true
        case .some(let text):
            throw IntakeFault(
                .unreadableField, field: ReportColumn.correctionScope.rawValue, UploadWording.correctionScope(text))
        }
    }

    private static func particulars(_ row: Cells) -> [ReportParticular: String] {
        var particulars: [ReportParticular: String] = [:]
        for particular in ReportParticular.allCases { particulars[particular] = row[particular.column] }
        return particulars
    }

    private static func result(_ row: Cells) throws(IntakeFault) -> ItemResult {
        let text = row[.specimen]
        let specimen = text.map { Int(ReportText.folded($0)) } ?? 1
        guard let specimen, (1...1000).contains(specimen) else {
            throw IntakeFault(.unreadableField, field: ReportColumn.specimen.rawValue, UploadWording.specimen)
        }
        // An empty value is accepted as reported and judged as not measured.
        return ItemResult(
            item: ReportText.folded(try row.required(.item)), specimen: specimen, value: row[.value] ?? "",
            unit: row[.unit] ?? "", detectionLimit: row[.detectionLimit], uncertainty: row[.uncertainty],
            method: row[.method], reason: row[.reason])
    }

    private static func day(_ text: String, _ column: ReportColumn) throws(IntakeFault) -> CalendarDay {
        guard let day = WrittenDay.read(text) else {
            throw IntakeFault(.unreadableDate, field: column.rawValue, UploadWording.notADay(text))
        }
        return day
    }

    private static func declared(_ text: String) throws(IntakeFault) -> [String: String] {
        do throws(DeclaredFault) {
            return try DeclaredText.read(text)
        } catch {
            throw IntakeFault(.unreadableField, field: ReportColumn.declared.rawValue, error.sentence)
        }
    }
}

/// The cells of one row by column, without surrounding spaces. An empty cell counts as missing.
private struct Cells {
    let cells: [String]
    let places: ColumnPlaces

    subscript(column: ReportColumn) -> String? {
        let place = places[column]
        guard place >= 0, place < cells.count else { return nil }
        let text = ReportText.trimmed(cells[place])
        return text.isEmpty ? nil : text
    }

    func required(_ column: ReportColumn) throws(IntakeFault) -> String {
        guard let text = self[column] else {
            throw IntakeFault(.missingField, field: column.rawValue, UploadWording.missing)
        }
        return text
    }
}

/// For each column of the form the index of its cell; −1 if the table has no such column. These are stored fields
/// because each row looks up about a dozen columns.
private struct ColumnPlaces {
    private var number = -1, label = -1, testedOn = -1, producedOn = -1, declared = -1, item = -1, itemName = -1
    private var value = -1, unit = -1, detectionLimit = -1, uncertainty = -1, reason = -1, specimen = -1, method = -1
    private var correction = -1
    /// The columns that are read once per report.
    private var others: [ReportColumn: Int] = [:]
    /// The columns of the table, in its order.
    let present: [ReportColumn]

    init(_ columns: [ReportColumn?]) {
        present = columns.compactMap(\.self)
        for (place, column) in columns.enumerated() {
            guard let column else { continue }
            if let path = Self.path(column) { self[keyPath: path] = place } else { others[column] = place }
        }
    }

    subscript(column: ReportColumn) -> Int {
        switch column {
        case .number: number
        case .label: label
        case .testedOn: testedOn
        case .producedOn: producedOn
        case .declared: declared
        case .item: item
        case .itemName: itemName
        case .value: value
        case .unit: unit
        case .detectionLimit: detectionLimit
        case .uncertainty: uncertainty
        case .reason: reason
        case .specimen: specimen
        case .method: method
        case .correction: correction
        default: others[column] ?? -1
        }
    }

    private static func path(_ column: ReportColumn) -> WritableKeyPath<ColumnPlaces, Int>? {
        switch column {
        case .number: \.number
        case .label: \.label
        case .testedOn: \.testedOn
        case .producedOn: \.producedOn
        case .declared: \.declared
        case .item: \.item
        case .itemName: \.itemName
        case .value: \.value
        case .unit: \.unit
        case .detectionLimit: \.detectionLimit
        case .uncertainty: \.uncertainty
        case .reason: \.reason
        case .specimen: \.specimen
        case .method: \.method
        case .correction: \.correction
        default: nil
        }
    }
}
