internal import CPangoCairo
internal import Domain

/// Why a document cannot be made. The text is English because operators read it.
package enum DocumentProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The font families that are not installed.
    case fontsMissing([String])
    /// The typesetting library reported a fault.
    case notWritten(String)

    package var description: String {
        switch self {
        case .fontsMissing(let families):
            "the fonts \(families.joined(separator: ", ")) are not installed, so no PDF can be created; install the package "
                + "\(FontBook.package) (make setup does) and try again, or ask for HTML"
        case .notWritten(let why): "the PDF could not be created: \(why)"
        }
    }
}

/// The fonts of this machine that documents use. Only the thread that created it may use it.
final class FontBook {
    /// The Debian package of both families. SIL Open Font License 1.1, which permits embedding.
    static let package = "fonts-noto-cjk"

    private let map: OpaquePointer
    let context: OpaquePointer
    private var fonts: [String: OpaquePointer] = [:]
    private var known: [String: [Unicode.Scalar: Bool]] = [:]

    /// - Parameter families: the required families. A substitute that shows empty boxes for characters is not accepted.
    init(requiring families: [String] = FontBook.families) throws {
        guard let map = pango_cairo_font_map_new(), let context = pango_font_map_create_context(map) else {
            throw DocumentProblem.notWritten("Pango returned no font map")
        }
        self.map = map
        self.context = context
        // Sizes are points on paper, not pixels on a screen. There is no hinting, so that widths do not depend on the
        // machine.
        pango_cairo_context_set_resolution(context, 72)
        pango_context_set_language(context, pango_language_from_string("zh-cn"))
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        pango_context_set_round_glyph_positions(context, 0)
        let missing = Set(families).subtracting(installed()).sorted()
        guard missing.isEmpty else { throw DocumentProblem.fontsMissing(missing) }
    }

    deinit {
        for font in fonts.values { g_object_unref(UnsafeMutableRawPointer(font)) }
        g_object_unref(UnsafeMutableRawPointer(context))
        g_object_unref(UnsafeMutableRawPointer(map))
    }

    static let families = Array(Set(TextStyle.allCases.map(\.family))).sorted()

    /// Characters without a glyph in the families, and their substitutes.
    private static let substitutes: [Unicode.Scalar: Unicode.Scalar] = ["☑": "■"]

    /// The text with a substitute, or else the code point, for each character without a glyph in the family. An empty
    /// box is never printed.
    func withSubstitutes(_ text: String, in family: String) -> String {
        guard text.unicodeScalars.contains(where: { !has($0, in: family) }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let printed = has(scalar, in: family) ? scalar : Self.substitutes[scalar] ?? scalar
            if has(printed, in: family) {
                result.append(printed)
            } else {
                result.append(contentsOf: scalar.codePoint.unicodeScalars)
            }
        }
        return String(result)
    }

    private func has(_ scalar: Unicode.Scalar, in family: String) -> Bool {
        if scalar == "\n" { return true }
        if let answer = known[family]?[scalar] { return answer }
        let answer = font(family).map { pango_font_has_char($0, scalar.value) != 0 } ?? false
        known[family, default: [:]][scalar] = answer
        return answer
    }

    private func font(_ family: String) -> OpaquePointer? {
        if let font = fonts[family] { return font }
        let description = pango_font_description_new()
        defer { pango_font_description_free(description) }
        pango_font_description_set_family(description, family)
        let font = pango_font_map_load_font(map, context, description)
        fonts[family] = font
        return font
    }

    private func installed() -> Set<String> {
        var list: UnsafeMutablePointer<OpaquePointer?>?
        var count: Int32 = 0
        pango_font_map_list_families(map, &list, &count)
        defer { g_free(list) }
        let families = UnsafeBufferPointer(start: list, count: Int(count))
        return Set(families.compactMap { $0.flatMap { pango_font_family_get_name($0) }.map { String(cString: $0) } })
    }
}
