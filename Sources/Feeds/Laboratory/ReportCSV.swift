internal import Domain

/// Reports as CSV: a row a result, several reports a file, UTF-8 or GB 18030.
enum ReportCSV {
    private enum Column: String, CaseIterable {
        case number = "报告编号"
        case label = "样品标签"
        case testedOn = "检测日期"
        case producedOn = "生产日期"
        case declared = "标称"
        case item = "检测项目"
        case value = "检测值"
        case unit = "单位"
        case detectionLimit = "检出限"
        case specimen = "样品序号"
        case correction = "更正原因"

        var isRequired: Bool {
            switch self {
            case .detectionLimit, .specimen, .correction: false
            default: true
            }
        }
    }

    private struct Line {
        let line: Int
        let texts: [Column: String]

        subscript(column: Column) -> String? {
            texts[column].flatMap { $0.isEmpty ? nil : $0 }
        }

        func place(_ column: Column) -> String {
            "第\(line)行“\(column.rawValue)”"
        }
    }

    static func read(_ bytes: [UInt8]) throws(UploadFault) -> [ReportSubmission] {
        var fields = ReportFields()
        let lines = try lines(try decoded(bytes), &fields)
        var numbers: [String] = []
        var byNumber: [String: [Line]] = [:]
        for line in lines {
            let number = fields.text(line[.number], line.place(.number))
            if byNumber[number] == nil { numbers.append(number) }
            byNumber[number, default: []].append(line)
        }
        if lines.isEmpty, fields.problems.isEmpty { fields.report("文件", UploadWording.noResults) }
        if lines.count > LaboratoryUpload.maximumResults { fields.report("文件", UploadWording.tooMany) }
        var reports: [ReportSubmission] = []
        for number in numbers { reports.append(report(number, byNumber[number] ?? [], &fields)) }
        guard fields.problems.isEmpty else { throw UploadFault(fields.problems) }
        return reports
    }

    private static func decoded(_ bytes: [UInt8]) throws(UploadFault) -> [UInt8] {
        if String(validating: bytes, as: UTF8.self) != nil { return bytes }
        do throws(CharacterSetFault) {
            return try CharacterSet.fromGB18030(bytes)
        } catch {
            throw UploadFault([.init(place: "文件", sentence: UploadWording.notUTF8)])
        }
    }

    private static func lines(_ bytes: [UInt8], _ fields: inout ReportFields) throws(UploadFault) -> [Line] {
        do throws(CSVFault) {
            var reader = CSVReader(bytes)
            guard let header = try reader.next() else {
                throw CSVFault(line: 1, message: UploadWording.emptyFile)
            }
            guard header.fields.count <= LaboratoryUpload.maximumColumns else {
                throw CSVFault(line: header.line, message: UploadWording.tooManyColumns)
            }
            let names = header.fields.map { String(decoding: $0, as: UTF8.self) }
            checkColumns(names, &fields)
            var lines: [Line] = []
            while let row = try reader.next() {
                guard row.fields.count == names.count else {
                    fields.report("第\(row.line)行", UploadWording.columnCount(row.fields.count, names.count))
                    continue
                }
                var texts: [Column: String] = [:]
                for (name, field) in zip(names, row.fields) {
                    guard let column = Column(rawValue: name) else { continue }
                    let text = String(decoding: field, as: UTF8.self)
                    texts[column] = text
                    if text.holdsControlCharacters() {
                        fields.report("第\(row.line)行“\(name)”", UploadWording.controlCharacter)
                    }
                    guard field.count > LaboratoryUpload.textLimit else { continue }
                    fields.report("第\(row.line)行“\(name)”", UploadWording.tooLong)
                }
                lines.append(Line(line: row.line, texts: texts))
            }
            return lines
        } catch {
            throw UploadFault([.init(place: "第\(error.line)行", sentence: UploadWording.unreadable(error.message))])
        }
    }

    private static func checkColumns(_ names: [String], _ fields: inout ReportFields) {
        for column in Column.allCases where column.isRequired && !names.contains(column.rawValue) {
            fields.report("第1行", UploadWording.missingColumn(column.rawValue, found: names))
        }
        for name in names where Column(rawValue: name) == nil {
            fields.report("第1行", UploadWording.unknownColumn(name))
        }
        for name in Set(names).sorted() where names.filter({ $0 == name }).count > 1 {
            fields.report("第1行", UploadWording.repeatedColumn(name))
        }
    }

    private static func report(_ number: String, _ lines: [Line], _ fields: inout ReportFields) -> ReportSubmission {
        let first = lines[0]
        for column in [Column.label, .testedOn, .producedOn, .declared, .correction]
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
