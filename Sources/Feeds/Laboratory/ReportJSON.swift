internal import Domain

/// A report as JSON: one object, its results in a list.
enum ReportJSON {
    private static let keys = [
        "reportNumber", "sample", "testedOn", "producedOn", "declared", "results", "correctionReason",
    ]
    private static let resultKeys = ["item", "value", "unit", "specimen", "detectionLimit", "uncertainty"]

    static func read(_ bytes: [UInt8]) throws(UploadFault) -> ReportSubmission {
        let root: JSONCursor
        do throws(JSONFault) {
            guard String(validating: bytes, as: UTF8.self) != nil else {
                throw JSONFault(offset: 0, message: UploadWording.notUTF8)
            }
            root = try JSONCursor(parsing: bytes)
        } catch {
            let place = "字节\(error.offset + 1)"
            throw UploadFault([.init(place: place, sentence: UploadWording.unreadable(error.message))])
        }
        guard root.isObject else {
            throw UploadFault([.init(place: "$", sentence: UploadWording.notObject)])
        }
        var fields = ReportFields()
        let report = submission(root, &fields)
        guard fields.problems.isEmpty else { throw UploadFault(fields.problems) }
        return report
    }

    /// The results of a report as rows. Each is kept as a report of that one result, which can be read again by itself.
    static func rows(_ bytes: [UInt8]) throws(UploadFault) -> UploadedRows {
        let report = try read(bytes)
        let head = ReportHead(report)
        var text: [UInt8] = []
        var sources: [Range<Int>] = []
        var rows: [ReadRow] = []
        for (index, result) in report.results.enumerated() {
            let start = text.count
            text += head.json(of: result).utf8
            sources.append(start..<text.count)
            rows.append(
                .row(IntakeRow(ordinal: index + 1, place: "results[\(index)]", head: head, result: result)))
        }
        return UploadedRows(header: [], rows: rows) { [text, sources] in Array(text[sources[$0 - 1]]) }
    }

    static func reread(
        _ bytes: [UInt8], ordinal: Int, place: String, stored: StoredRow?
    ) throws(UploadFault) -> IntakeRow {
        let report = try read(bytes)
        guard report.results.count == 1 else {
            throw UploadFault([.init(place: place, sentence: UploadWording.oneResult)])
        }
        return IntakeRow(
            ordinal: ordinal, place: place, head: ReportHead(report), result: report.results[0], stored: stored)
    }

    private static func submission(_ root: JSONCursor, _ fields: inout ReportFields) -> ReportSubmission {
        checkKeys(root, keys, "", &fields)
        if let results = root.member("results"), !results.isList { fields.report("results", UploadWording.notList) }
        if let declared = root.member("declared"), !declared.isObject, !declared.isNull {
            fields.report("declared", UploadWording.notObject)
        }
        let list = root.member("results")?.elements ?? []
        if list.isEmpty { fields.report("results", UploadWording.noResults) }
        if list.count > LaboratoryUpload.maximumResults { fields.report("results", UploadWording.tooMany) }
        var results: [ItemResult] = []
        for (index, element) in list.prefix(LaboratoryUpload.maximumResults).enumerated() {
            results.append(result(element, "results[\(index)]", &fields))
        }
        if let declared = root.member("declared") { checkRepeats(declared, "declared.", &fields) }
        var declared: [String: String] = [:]
        let declarations = root.member("declared")?.members ?? []
        if declarations.count > LaboratoryUpload.maximumDeclared {
            fields.report("declared", UploadWording.tooManyDeclared)
        }
        for (name, value) in declarations.prefix(LaboratoryUpload.maximumDeclared) {
            if name.holdsControlCharacters() { fields.report("declared", UploadWording.controlCharacter) }
            declared[name] = fields.text(text(value, "declared.\(name)", &fields), "declared.\(name)")
        }
        let reason = text(root.member("correctionReason"), "correctionReason", &fields)
        return ReportSubmission(
            number: fields.text(text(root.member("reportNumber"), "reportNumber", &fields), "reportNumber"),
            sampleLabel: fields.text(text(root.member("sample"), "sample", &fields), "sample"),
            testedOn: fields.requiredDay(text(root.member("testedOn"), "testedOn", &fields), "testedOn"),
            producedOn: fields.day(text(root.member("producedOn"), "producedOn", &fields), "producedOn"),
            declared: declared, results: results,
            correctionReason: reason.flatMap { $0.isEmpty ? nil : $0 })
    }

    private static func result(_ element: JSONCursor, _ place: String, _ fields: inout ReportFields) -> ItemResult {
        guard element.isObject else {
            fields.report(place, UploadWording.notObject)
            return ItemResult(item: "", value: "", unit: "")
        }
        checkKeys(element, resultKeys, place + ".", &fields)
        let specimen = text(element.member("specimen"), place + ".specimen", &fields).map { Int($0) } ?? 1
        if specimen == nil || !(1...1000).contains(specimen ?? 0) {
            fields.report(place + ".specimen", UploadWording.specimen)
        }
        let value = element.member("value")
        if value == nil { fields.report(place + ".value", UploadWording.missing) }
        // An empty value is taken as reported and judged as what it is; only a missing one is a fault of the form.
        return ItemResult(
            item: fields.text(text(element.member("item"), place + ".item", &fields), place + ".item"),
            specimen: specimen ?? 1, value: text(value, place + ".value", &fields) ?? "",
            unit: text(element.member("unit"), place + ".unit", &fields) ?? "",
            detectionLimit: text(element.member("detectionLimit"), place + ".detectionLimit", &fields),
            uncertainty: text(element.member("uncertainty"), place + ".uncertainty", &fields))
    }

    private static func text(_ cursor: JSONCursor?, _ place: String, _ fields: inout ReportFields) -> String? {
        guard let cursor, !cursor.isNull else { return nil }
        do throws(RecordFault) {
            if let text = try cursor.text() {
                if text.holdsControlCharacters() { fields.report(place, UploadWording.controlCharacter) }
                if text.utf8.count > LaboratoryUpload.textLimit { fields.report(place, UploadWording.tooLong) }
                return text
            }
        } catch {
            fields.report(place, UploadWording.notUTF8)
            return ""
        }
        fields.report(place, UploadWording.notText)
        return ""
    }

    private static func checkKeys(
        _ cursor: JSONCursor, _ known: [String], _ prefix: String, _ fields: inout ReportFields
    ) {
        for (key, _) in cursor.members where !known.contains(key) {
            fields.report(prefix + named(key), UploadWording.unknownKey(known))
        }
        checkRepeats(cursor, prefix, &fields)
    }

    /// A name given twice has two values, and which is meant must not be guessed.
    private static func checkRepeats(_ cursor: JSONCursor, _ prefix: String, _ fields: inout ReportFields) {
        var seen: Set<String> = []
        for (key, _) in cursor.members where !seen.insert(key).inserted {
            fields.report(prefix + named(key), UploadWording.repeatedKey)
        }
    }

    /// A name without a letter is shown as JSON writes it: every place has a text.
    private static func named(_ key: String) -> String {
        key.isEmpty ? "\"\"" : key
    }
}

extension ReportHead {
    /// A report of `result` alone, as a laboratory would write it.
    fileprivate func json(of result: ItemResult) -> String {
        var members = [
            ("reportNumber", JSONText.quoted(number)), ("sample", JSONText.quoted(sampleLabel)),
            ("testedOn", JSONText.quoted(testedOn.text)),
        ]
        if let producedOn { members.append(("producedOn", JSONText.quoted(producedOn.text))) }
        if !declared.isEmpty {
            let pairs = declared.sorted { $0.key < $1.key }.map { ($0.key, JSONText.quoted($0.value)) }
            members.append(("declared", JSONText.object(pairs)))
        }
        if let correctionReason { members.append(("correctionReason", JSONText.quoted(correctionReason))) }
        var parts = [
            ("item", JSONText.quoted(result.item)), ("value", JSONText.quoted(result.value)),
            ("unit", JSONText.quoted(result.unit)), ("specimen", JSONText.quoted(String(result.specimen))),
        ]
        if let limit = result.detectionLimit { parts.append(("detectionLimit", JSONText.quoted(limit))) }
        if let uncertainty = result.uncertainty { parts.append(("uncertainty", JSONText.quoted(uncertainty))) }
        members.append(("results", "[" + JSONText.object(parts) + "]"))
        return JSONText.object(members)
    }
}
