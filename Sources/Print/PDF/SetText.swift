internal import CPangoCairo

/// A text broken into lines for a width, ready to be drawn line by line. All measures are in points.
final class SetText {
    struct Line {
        let top: Double
        let bottom: Double
        let baseline: Double
        let x: Double
    }

    private let layout: OpaquePointer
    let lines: [Line]

    init(_ text: String, style: TextStyle, width: Double, fonts: FontBook) throws {
        guard let layout = pango_layout_new(fonts.context) else {
            throw DocumentProblem.notWritten("Pango returned no layout")
        }
        self.layout = layout
        Self.applyStyle(layout, style, width: width)
        var printable = fonts.withSubstitutes(text, in: style.family)
        printable.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                pango_layout_set_text(layout, $0.baseAddress, Int32(clamping: $0.count))
            }
        }
        lines = Self.measure(layout)
    }

    deinit {
        g_object_unref(UnsafeMutableRawPointer(layout))
    }

    var height: Double {
        height(of: lines.startIndex..<lines.endIndex)
    }

    func height(of range: Range<Int>) -> Double {
        guard let first = lines[range].first, let last = lines[range].last else { return 0 }
        return last.bottom - first.top
    }

    /// The number of lines from `start` on that fit into `available`.
    func lines(from start: Int, in available: Double) -> Range<Int> {
        var end = start
        while end < lines.count, height(of: start..<(end + 1)) <= available { end += 1 }
        return start..<end
    }

    /// Draws lines; the top of the first is at `y`.
    func draw(_ range: Range<Int>, on canvas: OpaquePointer, x: Double, y: Double) {
        guard let top = lines[range].first?.top else { return }
        for index in range {
            guard let line = pango_layout_get_line_readonly(layout, Int32(index)) else { continue }
            cairo_move_to(canvas, x + lines[index].x, y + lines[index].baseline - top)
            pango_cairo_show_layout_line(canvas, line)
        }
    }

    private static func applyStyle(_ layout: OpaquePointer, _ style: TextStyle, width: Double) {
        let description = pango_font_description_new()
        pango_font_description_set_family(description, style.family)
        pango_font_description_set_size(description, Int32(style.size * Double(PANGO_SCALE)))
        pango_font_description_set_weight(description, style.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
        pango_layout_set_font_description(layout, description)
        pango_font_description_free(description)
        pango_layout_set_width(layout, Int32(width * Double(PANGO_SCALE)))
        pango_layout_set_indent(layout, Int32(-style.hanging * Double(PANGO_SCALE)))
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        if style.isOneLine {
            pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_MIDDLE)
            pango_layout_set_single_paragraph_mode(layout, 1)
        }
        // The reading direction is that of the form, whatever characters the text begins with.
        pango_layout_set_auto_dir(layout, 0)
        switch style.alignment {
        case .left: pango_layout_set_alignment(layout, PANGO_ALIGN_LEFT)
        case .centre: pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
        case .right: pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT)
        }
        // A figure or a hash must not be hyphenated, and no other font may be substituted silently.
        let attributes = pango_attr_list_new()
        pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(0))
        pango_attr_list_insert(attributes, pango_attr_fallback_new(0))
        pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(Int32(style.spacing * Double(PANGO_SCALE))))
        pango_layout_set_attributes(layout, attributes)
        pango_attr_list_unref(attributes)
    }

    private static func measure(_ layout: OpaquePointer) -> [Line] {
        guard let iterator = pango_layout_get_iter(layout) else { return [] }
        defer { pango_layout_iter_free(iterator) }
        var lines: [Line] = []
        repeat {
            var top: Int32 = 0
            var bottom: Int32 = 0
            var extents = PangoRectangle()
            pango_layout_iter_get_line_yrange(iterator, &top, &bottom)
            pango_layout_iter_get_line_extents(iterator, nil, &extents)
            lines.append(
                Line(
                    top: points(top), bottom: points(bottom),
                    baseline: points(pango_layout_iter_get_baseline(iterator)), x: points(extents.x)))
        } while pango_layout_iter_next_line(iterator) != 0
        return lines
    }

    private static func points(_ units: Int32) -> Double {
        Double(units) / Double(PANGO_SCALE)
    }
}
