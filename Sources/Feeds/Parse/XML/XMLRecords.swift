internal import Domain

/// Turns an XML document into one JSON text.
///
/// Element names, with their prefix, become members (`g:price`). Elements that repeat become lists. Attributes become
/// `@name`. An element that contains only text becomes that text, without the white space around it. In any other
/// element the text becomes `#text`. The record elements are always a list. Namespace declarations are omitted.
enum XMLRecords {
    static func json(from bytes: [UInt8], format: FeedFormat.XMLFormat) throws(PageFault) -> ConvertedPage {
        let encoding: FeedFormat.Encoding
        do throws(CharacterSetFault) {
            encoding = try XMLEncoding.encoding(of: bytes, otherwise: format.encoding)
        } catch {
            throw .unreadable(error.message)
        }
        let text = try DamagedText.converted(bytes, from: encoding)
        let writer: XMLRecordWriter
        let json: [UInt8]
        do throws(XMLFault) {
            (writer, json) = try read(text.utf8, format.records)
        } catch {
            guard error.isMissingList else { throw PageFault(error.message, at: error.offset, of: text.utf8) }
            throw .noRecordList(
                path: format.records.text, members: rootName(text.utf8).map { [$0] } ?? [],
                firstWords: PageWords.firstWords(of: text.utf8))
        }
        return ConvertedPage(
            json: json, records: format.records, text: text, sources: writer.sources, faults: writer.faults,
            encoding: encoding == format.encoding ? nil : encoding)
    }

    /// Reads the document, if necessary without the records that are not well formed.
    private static func read(
        _ document: [UInt8], _ records: FieldPath
    ) throws(XMLFault) -> (XMLRecordWriter, json: [UInt8]) {
        do throws(XMLFault) {
            let writer = try XMLRecordWriter(document, records: records)
            return (writer, try writer.write())
        } catch {
            guard !error.isMissingList, let damaged = DamagedRecords(document, path: records),
                let writer = try? XMLRecordWriter(damaged.document, records: records, damaged: damaged.records),
                let json = try? writer.write()
            else { throw error }
            return (writer, json)
        }
    }

    /// The name of the first element.
    private static func rootName(_ document: [UInt8]) -> String? {
        let text = String(decoding: document.prefix(4096), as: UTF8.self)
        return text.split(separator: "<").first { $0.first?.isLetter == true }
            .map { String($0.prefix { $0.isLetter || $0.isNumber || $0 == ":" || $0 == "-" || $0 == "_" }.prefix(60)) }
    }
}

/// The character set of an XML document.
enum XMLEncoding {
    private static let known: [String: FeedFormat.Encoding] = [
        "utf-8": .utf8, "utf8": .utf8, "us-ascii": .utf8, "gb18030": .gb18030, "gbk": .gb18030, "gb2312": .gb18030,
        "big5": .big5, "big5-hkscs": .big5, "utf-16": .utf16, "utf-16le": .utf16, "utf-16be": .utf16,
    ]

    /// For UTF-16 and UTF-8, the byte-order mark or the first bytes decide. Otherwise the declaration decides, then
    /// `otherwise`. Text that is certainly UTF-8 is read as UTF-8 whatever it declares, because gateways convert feeds
    /// and do not change the declaration.
    static func encoding(
        of bytes: [UInt8], otherwise: FeedFormat.Encoding
    ) throws(CharacterSetFault) -> FeedFormat.Encoding {
        let first = Array(bytes.prefix(2))
        if [[0xFE, 0xFF], [0xFF, 0xFE], [0x00, 0x3C], [0x3C, 0x00]].contains(first) { return .utf16 }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
        let declared = declaration(bytes)
        guard let encoding = declared.map({ known[$0.lowercased()] }) ?? otherwise else {
            throw CharacterSetFault(
                message: "the document declares the encoding “\(declared?.prefix(40) ?? "")”; UTF-8, UTF-16, GB18030, "
                    + "GBK, GB2312 and Big5 are read", offset: 0)
        }
        if encoding == .utf16, otherwise != .utf16 || declared != nil {
            // In UTF-16 the declaration could not have been read as single bytes.
            return .utf8
        }
        return encoding != .utf8 && CharacterSet.isSurelyUTF8(bytes) ? .utf8 : encoding
    }

    /// The encoding that `<?xml … encoding="…"?>` names.
    private static func declaration(_ bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(200), as: UTF8.self)
        guard head.hasPrefix("<?xml"), let end = head.firstRange(of: "?>") else { return nil }
        let declaration = head[..<end.lowerBound]
        guard let name = declaration.firstRange(of: "encoding") else { return nil }
        let rest = declaration[name.upperBound...].drop { $0 == " " || $0 == "=" }
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
        return String(rest.dropFirst().prefix { $0 != quote })
    }
}
