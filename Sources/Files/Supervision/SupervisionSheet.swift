internal import Domain
internal import Feeds

/// A CSV file with columns known by their names, and the mistakes found in it.
struct SupervisionSheet {
    struct FilledRow {
        let line: Int
        /// Column name → text; blank fields are left out.
        let texts: [String: String]
        /// Column name → its position, from 1.
        let places: [String: Int]

        subscript(column: String) -> String? {
            texts[column]
        }
    }

    private(set) var rows: [FilledRow] = []
    private(set) var problems: [UploadFault.Problem] = []
    /// More mistakes than a person corrects at once. The others are shown at the next attempt.
    private static let maximumProblems = 100

    /// Reads the whole file; throws only if no rows can be found.
    init(_ bytes: [UInt8], columns: [String]) throws(UploadFault) {
        do throws(CSVFault) {
            var reader = CSVReader(try Self.decoded(bytes))
            guard let header = try reader.next() else { throw CSVFault(line: 1, message: UploadWording.emptyFile) }
            let names = header.fields.map { String(decoding: $0, as: UTF8.self) }
            check(names, columns)
            guard problems.isEmpty else { return }
            let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0 + 1) })
            while let row = try reader.next() {
                guard row.fields.count == names.count else {
                    add("第\(row.line)行", UploadWording.columnCount(row.fields.count, names.count))
                    continue
                }
                guard rows.count < SupervisionCSV.maximumEntries else {
                    add(SupervisionWording.file, SupervisionWording.tooMany)
                    return
                }
                append(row, names, places)
            }
        } catch {
            throw UploadFault([.init(place: "第\(error.line)行", sentence: UploadWording.unreadable(error.message))])
        }
    }

    private static func decoded(_ bytes: [UInt8]) throws(CSVFault) -> [UInt8] {
        if String(validating: bytes, as: UTF8.self) != nil { return bytes }
        do throws(CharacterSetFault) {
            return try CharacterSet.fromGB18030(bytes)
        } catch {
            throw CSVFault(line: 1, message: UploadWording.notUTF8)
        }
    }

    private mutating func check(_ names: [String], _ columns: [String]) {
        for column in columns where !names.contains(column) {
            add("第1行", UploadWording.missingColumn(column, found: names))
        }
        for name in names where !columns.contains(name) { add("第1行", UploadWording.unknownColumn(name)) }
        for column in columns where names.filter({ $0 == column }).count > 1 {
            add("第1行", UploadWording.repeatedColumn(column))
        }
    }

    private mutating func append(_ row: CSVRow, _ names: [String], _ places: [String: Int]) {
        var texts: [String: String] = [:]
        for (name, field) in zip(names, row.fields) {
            let text = trimmed(String(decoding: field, as: UTF8.self))
            if text.holdsControlCharacters() {
                add(Self.place(row.line, places[name], name), UploadWording.controlCharacter)
            } else if text.utf8.count > SupervisionCSV.textLimit {
                add(Self.place(row.line, places[name], name), SupervisionWording.tooLong)
            } else if !text.isEmpty {
                texts[name] = text
            }
        }
        rows.append(FilledRow(line: row.line, texts: texts, places: places))
    }
}

extension SupervisionSheet {
    mutating func report(_ row: FilledRow, _ column: String, _ sentence: String) {
        add(Self.place(row.line, row.places[column], column), sentence)
    }

    /// A required text.
    mutating func text(_ row: FilledRow, _ column: String) -> String? {
        guard let text = row[column] else {
            report(row, column, UploadWording.missing)
            return nil
        }
        return text
    }

    mutating func day(_ row: FilledRow, _ column: String) -> CalendarDay? {
        guard let text = text(row, column) else { return nil }
        guard let day = CalendarDay(text: text) else {
            report(row, column, UploadWording.notADay(text))
            return nil
        }
        return day
    }

    mutating func whole(_ row: FilledRow, _ column: String, _ range: ClosedRange<Int64>) -> Int64? {
        guard let text = text(row, column) else { return nil }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(text), range.contains(number)
        else {
            report(row, column, SupervisionWording.notWhole(text, range))
            return nil
        }
        return number
    }

    /// A case of an enumeration, by a known word.
    mutating func word<Word>(_ row: FilledRow, _ column: String, _ words: [String: Word]) -> Word? {
        guard let text = text(row, column) else { return nil }
        guard let word = words[text] else {
            report(row, column, SupervisionWording.unknownWord(text, words.keys.sorted()))
            return nil
        }
        return word
    }

    private mutating func add(_ place: String, _ sentence: String) {
        guard problems.count < Self.maximumProblems else { return }
        problems.append(.init(place: place, sentence: sentence))
    }

    private static func place(_ line: Int, _ column: Int?, _ name: String) -> String {
        "第\(line)行" + (column.map { "第\($0)列" } ?? "") + "“\(name)”"
    }
}

private func trimmed(_ text: String) -> String {
    var rest = Substring(text)
    while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return String(rest)
}

/// The Chinese sentences about supervision lists. Sentences shared with other uploads are in `UploadWording`.
enum SupervisionWording {
    static let file = "文件"
    static let noEntries = "没有任何数据行，请补充后重新导入"
    static let tooMany = "数据过多，单次最多\(SupervisionCSV.maximumEntries)行，请拆分后分次导入"
    static let tooLong = "内容过长，最多\(SupervisionCSV.textLimit)字节"
    static let endsBeforeBegin = "止日早于起日"
    static let platformMissing = "店铺和商品须写明平台代码，例如taobao"
    static let platformOfProduct = "产品不属于任何平台，请留空"

    static func notWhole(_ text: String, _ range: ClosedRange<Int64>) -> String {
        "“\(text.prefix(40))”应为\(range.lowerBound)至\(range.upperBound)的整数"
    }

    static func unknownWord(_ text: String, _ known: [String]) -> String {
        "“\(text.prefix(40))”不认识，可写" + known.joined(separator: "、")
    }
}
