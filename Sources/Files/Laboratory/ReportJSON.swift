internal import Domain
internal import Feeds

/// A report as JSON: one object, its results in a list.
enum ReportJSON {
    private static let keys = [
        "reportNumber", "sample", "testedOn", "producedOn", "declared", "results", "correctionReason", "partial",
        "particulars",
    ]
    private static let resultKeys = [
        "item", "value", "unit", "specimen", "detectionLimit", "uncertainty", "method", "reason",
    ]

    static func read(_ bytes: [UInt8]) throws(UploadFault) -> ReportSubmission {
        let root = try parsed(bytes)
        var fields = ReportFields()
        let report = submission(root, &fields)
        guard fields.problems.isEmpty else { throw UploadFault(fields.problems) }
        return report
    }

    private static func parsed(_ bytes: [UInt8]) throws(UploadFault) -> JSONCursor {
        let root: JSONCursor
        do throws(JSONFault) {
            guard String(validating: bytes, as: UTF8.self) != nil else {
                throw JSONFault(offset: 0, message: UploadWording.notUTF8)
            }
            root = try JSONCursor(parsing: bytes)
            if let offset = JSONString.halfCharacter(in: bytes) {
                throw JSONFault(offset: offset, message: UploadWording.halfCharacter)
            }
        } catch {
            let place = "字节\(error.offset + 1)"
            throw UploadFault([.init(place: place, sentence: UploadWording.unreadable(error.message))])
        }
        guard root.isObject else {
            throw UploadFault([.init(place: "$", sentence: UploadWording.notObject)])
        }
        return root
    }

    /// The results of a report as rows. Each result is stored unchanged. The head of the report is stored once, because
    /// there may be ten thousand results and a head of twenty thousand bytes.
    static func rows(_ bytes: [UInt8]) throws(UploadFault) -> UploadedRows {
        let report = try read(bytes)
        let head = ReportHead(report)
        let results = report.results
        let rows = results.enumerated().map { index, result in
            ReadRow.row(IntakeRow(ordinal: index + 1, place: "results[\(index)]", head: head, result: result))
        }
        return UploadedRows(header: Array(head.json.utf8), rows: rows) { Array(results[$0 - 1].json.utf8) }
    }

    static func reread(
        _ bytes: [UInt8], header: [UInt8], ordinal: Int, place: String, stored: StoredRow?
    ) throws(UploadFault) -> IntakeRow {
        let root = try parsed(bytes)
        if !header.isEmpty, root.member("results") == nil {
            var fields = ReportFields()
            let head = ReportHead(submission(try parsed(header), &fields, isWhole: false))
            let result = result(root, "", &fields)
            guard fields.problems.isEmpty else { throw UploadFault(fields.problems) }
            return IntakeRow(ordinal: ordinal, place: place, head: head, result: result, stored: stored)
        }
        let report = try read(bytes)
        guard report.results.count == 1 else {
            throw UploadFault([.init(place: place, sentence: UploadWording.oneResult)])
        }
        return IntakeRow(
            ordinal: ordinal, place: place, head: ReportHead(report), result: report.results[0], stored: stored)
    }

    /// - Parameter isWhole: false for a head that is stored without its results.
    private static func submission(
        _ root: JSONCursor, _ fields: inout ReportFields, isWhole: Bool = true
    ) -> ReportSubmission {
        checkKeys(root, keys, "", &fields)
        if let results = root.member("results"), !results.isList { fields.report("results", UploadWording.notList) }
        if let declared = root.member("declared"), !declared.isObject, !declared.isNull {
            fields.report("declared", UploadWording.notObject)
        }
        let list = root.member("results")?.elements ?? []
        if list.isEmpty, isWhole { fields.report("results", UploadWording.noResults) }
        if list.count > LaboratoryUpload.maximumResults { fields.report("results", UploadWording.tooMany) }
        var results: [ItemResult] = []
        for (index, element) in list.prefix(LaboratoryUpload.maximumResults).enumerated() {
            results.append(result(element, "results[\(index)].", &fields))
        }
        let declared = root.member("declared").map { declarations($0, &fields) } ?? [:]
        return ReportSubmission(
            number: fields.text(text(root.member("reportNumber"), "reportNumber", &fields), "reportNumber"),
            sampleLabel: ReportText.folded(fields.text(text(root.member("sample"), "sample", &fields), "sample")),
            testedOn: fields.requiredDay(text(root.member("testedOn"), "testedOn", &fields), "testedOn"),
            producedOn: fields.day(text(root.member("producedOn"), "producedOn", &fields), "producedOn"),
            declared: declared, results: results,
            correctionReason: stated(root.member("correctionReason"), "correctionReason", &fields),
            isPartial: isPartial(root.member("partial"), &fields),
            particulars: root.member("particulars").map { particulars($0, &fields) } ?? [:])
    }

    private static func isPartial(_ cursor: JSONCursor?, _ fields: inout ReportFields) -> Bool {
        guard let cursor, !cursor.isNull else { return false }
        guard let isPartial = cursor.bool else {
            fields.report("partial", UploadWording.notBoolean)
            return false
        }
        return isPartial
    }

    private static func particulars(_ object: JSONCursor, _ fields: inout ReportFields) -> [ReportParticular: String] {
        guard !object.isNull else { return [:] }
        guard object.isObject else {
            fields.report("particulars", UploadWording.notObject)
            return [:]
        }
        checkKeys(object, ReportParticular.allCases.map(\.rawValue), "particulars.", &fields)
        var particulars: [ReportParticular: String] = [:]
        for particular in ReportParticular.allCases {
            particulars[particular] = stated(
                object.member(particular.rawValue), "particulars." + particular.rawValue, &fields,
                limit: LaboratoryUpload.particularLimit)
        }
        return particulars
    }

    private static func declarations(_ object: JSONCursor, _ fields: inout ReportFields) -> [String: String] {
        let members = object.members
        if members.count > LaboratoryUpload.maximumDeclared { fields.report("declared", UploadWording.tooManyDeclared) }
        var declared: [String: String] = [:]
        for (name, value) in members.prefix(LaboratoryUpload.maximumDeclared) {
            // The name is part of the place of its other faults, so its length is checked first.
            guard name.utf8.count <= LaboratoryUpload.textLimit else {
                fields.report("declared", UploadWording.tooLong)
                continue
            }
            if name.holdsControlCharacters() { fields.report("declared", UploadWording.controlCharacter) }
            let place = "declared." + named(name)
            let key = ReportText.folded(name)
            if declared[key] != nil { fields.report(place, UploadWording.repeatedKey) }
            declared[key] = fields.text(text(value, place, &fields), place)
        }
        return declared
    }

    /// - Parameter prefix: the start of the places of its members: `results[2].`.
    private static func result(_ element: JSONCursor, _ prefix: String, _ fields: inout ReportFields) -> ItemResult {
        guard element.isObject else {
            fields.report(String(prefix.dropLast()), UploadWording.notObject)
            return ItemResult(item: "", value: "", unit: "")
        }
        checkKeys(element, resultKeys, prefix, &fields)
        let specimen =
            text(element.member("specimen"), prefix + "specimen", &fields).map { Int(ReportText.folded($0)) } ?? 1
        if specimen == nil || !(1...1000).contains(specimen ?? 0) {
            fields.report(prefix + "specimen", UploadWording.specimen)
        }
        let value = element.member("value")
        if value == nil { fields.report(prefix + "value", UploadWording.missing) }
        // An empty value is accepted as reported and judged as such. Only a missing one is a fault of the format.
        return ItemResult(
            item: ReportText.folded(
                fields.text(text(element.member("item"), prefix + "item", &fields), prefix + "item")),
            specimen: specimen ?? 1, value: text(value, prefix + "value", &fields) ?? "",
            unit: text(element.member("unit"), prefix + "unit", &fields) ?? "",
            detectionLimit: stated(element.member("detectionLimit"), prefix + "detectionLimit", &fields),
            uncertainty: stated(element.member("uncertainty"), prefix + "uncertainty", &fields),
            method: stated(element.member("method"), prefix + "method", &fields),
            reason: stated(element.member("reason"), prefix + "reason", &fields))
    }

    /// A text that counts as missing if it is empty, like an empty cell.
    private static func stated(
        _ cursor: JSONCursor?, _ place: String, _ fields: inout ReportFields, limit: Int = LaboratoryUpload.textLimit
    ) -> String? {
        text(cursor, place, &fields, limit: limit).flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func text(
        _ cursor: JSONCursor?, _ place: String, _ fields: inout ReportFields, limit: Int = LaboratoryUpload.textLimit
    ) -> String? {
        guard let cursor, !cursor.isNull else { return nil }
        do throws(RecordFault) {
            if let text = try cursor.text().map(ReportText.trimmed) {
                if text.holdsControlCharacters() { fields.report(place, UploadWording.controlCharacter) }
                if text.utf8.count > limit { fields.report(place, UploadWording.tooLong(limit)) }
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

    /// A name given twice has two values. The program must not guess which is meant.
    private static func checkRepeats(_ cursor: JSONCursor, _ prefix: String, _ fields: inout ReportFields) {
        var seen: Set<String> = []
        for (key, _) in cursor.members where !seen.insert(key).inserted {
            fields.report(prefix + named(key), UploadWording.repeatedKey)
        }
    }

    /// A name without a letter is shown as JSON writes it, so that every place has a text.
    private static func named(_ key: String) -> String {
        key.isEmpty ? "\"\"" : key
    }
}

extension ReportHead {
    /// The report in the form that a laboratory would write, without results.
    fileprivate var json: String {
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
        if isPartial { members.append(("partial", "true")) }
        if !particulars.isEmpty {
            let pairs = particulars.inOrder.map { ($0.particular.rawValue, JSONText.quoted($0.text)) }
            members.append(("particulars", JSONText.object(pairs)))
        }
        return JSONText.object(members)
    }
}

extension ItemResult {
    /// The result in the form that a laboratory would write.
    fileprivate var json: String {
        var members = [
            ("item", JSONText.quoted(item)), ("value", JSONText.quoted(value)), ("unit", JSONText.quoted(unit)),
            ("specimen", JSONText.quoted(String(specimen))),
        ]
        if let detectionLimit { members.append(("detectionLimit", JSONText.quoted(detectionLimit))) }
        if let uncertainty { members.append(("uncertainty", JSONText.quoted(uncertainty))) }
        if let method { members.append(("method", JSONText.quoted(method))) }
        if let reason { members.append(("reason", JSONText.quoted(reason))) }
        return JSONText.object(members)
    }
}
