internal import Mustache

/// The templates of the pages, read once.
enum Templates {
    /// Every template by its name. `PackageResources` has one constant for each file.
    static let files: [(name: String, bytes: [UInt8])] = [
        ("layout", PackageResources.layout_mustache),
        ("account", PackageResources.account_mustache),
        ("cell", PackageResources.cell_mustache),
        ("confirm", PackageResources.confirm_mustache),
        ("detail", PackageResources.detail_mustache),
        ("empty", PackageResources.empty_mustache),
        ("enrol", PackageResources.enrol_mustache),
        ("error", PackageResources.error_mustache),
        ("errors", PackageResources.errors_mustache),
        ("facts", PackageResources.facts_mustache),
        ("field", PackageResources.field_mustache),
        ("filter", PackageResources.filter_mustache),
        ("form", PackageResources.form_mustache),
        ("form-body", PackageResources.form_body_mustache),
        ("form-token", PackageResources.form_token_mustache),
        ("flag-bulk", PackageResources.flag_bulk_mustache),
        ("flag-filter", PackageResources.flag_filter_mustache),
        ("flags", PackageResources.flags_mustache),
        ("help", PackageResources.help_mustache),
        ("history", PackageResources.history_mustache),
        ("list", PackageResources.list_mustache),
        ("listing", PackageResources.listing_mustache),
        ("me", PackageResources.me_mustache),
        ("mend", PackageResources.mend_mustache),
        ("once", PackageResources.once_mustache),
        ("pager", PackageResources.pager_mustache),
        ("receipts", PackageResources.receipts_mustache),
        ("record", PackageResources.record_mustache),
        ("section", PackageResources.section_mustache),
        ("sign-in", PackageResources.sign_in_mustache),
        ("storage", PackageResources.storage_mustache),
        ("table", PackageResources.table_mustache),
        ("tag", PackageResources.tag_mustache),
        ("today", PackageResources.today_mustache),
        ("views", PackageResources.views_mustache),
    ]

    /// A failure is an error in a template; a test reads them all.
    static let library = Result { try read() }

    /// - Throws: the first error of a template.
    static func read() throws -> MustacheLibrary {
        MustacheContentTypes.register(ConsoleText(), named: ConsoleText.name)
        var library = MustacheLibrary()
        for file in files {
            // White space before a partial would be added to each line of the partial, and so to what people typed.
            let lines = String(decoding: file.bytes, as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false)
            let text = lines.map { $0.drop { $0 == " " || $0 == "\t" } }.joined(separator: "\n")
            try library.register("{{% CONTENT_TYPE:\(ConsoleText.name) }}\n" + text, named: file.name)
        }
        return library
    }

    /// The text of a page.
    static func render(_ page: some Sendable, with name: String) throws -> String {
        guard let text = try library.get().render(page, withTemplate: name) else { throw MissingTemplate(name: name) }
        return text
    }

    struct MissingTemplate: Error {
        let name: String
    }
}

/// Escapes texts for HTML, byte by byte.
///
/// The library compares characters. There a quotation mark with a combining mark after it is one character, and not a
/// quotation mark, so the library would let it end an attribute.
struct ConsoleText: MustacheContentType {
    static let name = "CONSOLE"

    func escapeText(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.contains(where: { Self.replacement($0) != nil }) else {
                return String(decoding: bytes, as: UTF8.self)
            }
            var escaped: [UInt8] = []
            escaped.reserveCapacity(bytes.count + 64)
            for byte in bytes {
                if let replacement = Self.replacement(byte) {
                    escaped.append(contentsOf: replacement.utf8)
                } else {
                    escaped.append(byte)
                }
            }
            return String(decoding: escaped, as: UTF8.self)
        }
    }

    private static func replacement(_ byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
