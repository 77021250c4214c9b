internal import Domain

/// The `format` section of a crawler file.
enum FormatSection {
    static func read(_ value: Value) -> FeedFormat? {
        guard let mapping = value.mapping else { return nil }
        let readers: [(key: String, read: (Value) -> FeedFormat?)] = [
            ("json", json), ("ndjson", ndjson), ("csv", csv), ("xml", xml), ("jsonLD", jsonLD),
        ]
        let chosen = readers.compactMap { key, read in mapping.optional(key).map { ($0, read) } }
        mapping.finish()
        guard chosen.count == 1, let (section, read) = chosen.first else {
            value.report("write exactly one of " + readers.map(\.key).joined(separator: ", "))
            return nil
        }
        return read(section)
    }

    private static func json(_ value: Value) -> FeedFormat? {
        guard let mapping = value.mapping else { return nil }
        let records = mapping.required("records").flatMap(records)
        let error = mapping.optional("error").flatMap(FieldSection.path)
        let success = mapping.optional("success").flatMap(expectation)
        let encoding = encoding(mapping)
        mapping.finish()
        guard let records, let encoding else { return nil }
        return .json(.init(records: records, error: error, success: success, encoding: encoding))
    }

    /// `$` is the page itself, if the page is an array.
    private static func records(_ value: Value) -> [FieldPath]? {
        value.isText("$") ? [] : FieldSection.paths(value)
    }

    private static func expectation(_ value: Value) -> FeedFormat.Expectation? {
        guard let mapping = value.mapping else { return nil }
        let path = mapping.required("path").flatMap(FieldSection.path)
        let equals = mapping.required("equals")?.quotedText
        mapping.finish()
        guard let path, let equals else { return nil }
        return .init(path: path, equals: equals)
    }

    private static func ndjson(_ value: Value) -> FeedFormat? {
        guard let mapping = value.mapping else { return nil }
        let encoding = encoding(mapping)
        let end = mapping.field("end", linesEnd)
        mapping.finish()
        guard let encoding, !end.isFaulty else { return nil }
        return .ndjson(.init(encoding: encoding, end: end.value))
    }

    private static func csv(_ value: Value) -> FeedFormat? {
        guard let mapping = value.mapping else { return nil }
        let encoding = mapping.required("encoding")?.word(FeedFormat.Encoding.self)
        let separator = mapping.field("separator", separator).or(UInt8(ascii: ","))
        let end = mapping.field("end", linesEnd)
        mapping.finish()
        guard let encoding, let separator, !end.isFaulty else { return nil }
        return .csv(.init(encoding: encoding, separator: separator, end: end.value))
    }

    /// `connection`, or `{line: …}`.
    private static func linesEnd(_ value: Value) -> FeedFormat.LinesEnd? {
        if value.isText("connection") { return .connection }
        guard value.isMapping else {
            value.report("write connection, or the last line of a complete list as {line: \"#END\"}")
            return nil
        }
        guard let mapping = value.mapping else { return nil }
        let line = mapping.required("line").flatMap(line)
        mapping.finish()
        return line.map { .line($0) }
    }

    private static func line(_ value: Value) -> String? {
        guard let text = value.word else { return nil }
        guard !text.contains(where: \.isNewline), text.first?.isWhitespace == false, text.last?.isWhitespace == false
        else {
            value.report("write one line without blanks around it")
            return nil
        }
        return text
    }

    private static func separator(_ value: Value) -> UInt8? {
        switch value.text {
        case ",": return UInt8(ascii: ",")
        case ";": return UInt8(ascii: ";")
        case "|": return UInt8(ascii: "|")
        case "tab", "\t": return 0x09
        default:
            value.report("expected \",\", \";\", \"|\" or tab")
            return nil
        }
    }

    private static func xml(_ value: Value) -> FeedFormat? {
        guard let mapping = value.mapping else { return nil }
        let records = mapping.required("records").flatMap(FieldSection.path)
        let error = mapping.field("error", FieldSection.path)
        let encoding = encoding(mapping)
        mapping.finish()
        guard let records, let encoding, !error.isFaulty else { return nil }
        return .xml(.init(records: records, error: error.value, encoding: encoding))
    }

    private static func jsonLD(_ value: Value) -> FeedFormat? {
        guard let mapping = value.mapping else { return nil }
        let type = mapping.field("type", \.word).or("Product")
        let encoding = encoding(mapping)
        mapping.finish()
        guard let type, let encoding else { return nil }
        return .jsonLD(.init(type: type, encoding: encoding))
    }

    /// UTF-8 by default. CSV must state the encoding, because nothing in a CSV file shows that a guess is wrong.
    private static func encoding(_ mapping: Mapping) -> FeedFormat.Encoding? {
        mapping.field("encoding") { $0.word(FeedFormat.Encoding.self) }.or(.utf8)
    }
}
