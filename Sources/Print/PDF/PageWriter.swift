internal import CPangoCairo
internal import Domain

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Draws pages on a PDF surface.
struct PageWriter {
    let surface: OpaquePointer
    let canvas: OpaquePointer
    let fonts: FontBook
    let pictures: [String: Thumbnail]

    func draw(_ page: Page, number: Int, of count: Int, head: PrintDocument.Head) throws {
        cairo_set_source_rgb(canvas, 0, 0, 0)
        try drawHead(head, number: number, of: count)
        for mark in page.marks { draw(mark) }
        for heading in page.headings {
            cairo_pdf_surface_add_outline(
                surface, CAIRO_PDF_OUTLINE_ROOT, heading, "page=\(number)", CAIRO_PDF_OUTLINE_FLAG_OPEN)
        }
        cairo_pdf_surface_set_page_label(surface, "\(number)")
        cairo_show_page(canvas)
    }

    private func drawHead(_ head: PrintDocument.Head, number: Int, of count: Int) throws {
        let half = Sheet.innerWidth / 2
        let left = try SetText(head.left, style: .running, width: half, fonts: fonts)
        let right = try SetText(head.right, style: .runningRight, width: half, fonts: fonts)
        let foot = try SetText(
            ReportWording.page(number, of: count), style: .end, width: Sheet.innerWidth, fonts: fonts)
        left.draw(0..<left.lines.count, on: canvas, x: Sheet.margin, y: Sheet.headText)
        right.draw(0..<right.lines.count, on: canvas, x: Sheet.margin + half, y: Sheet.headText)
        foot.draw(0..<foot.lines.count, on: canvas, x: Sheet.margin, y: Sheet.footText)
        if let edge = head.edge { try drawEdge(edge) }
        stroke(Sheet.margin, Sheet.headLine, Sheet.margin + Sheet.innerWidth, Sheet.headLine, width: 0.5)
    }

    /// One character below the other.
    private func drawEdge(_ text: String) throws {
        let lines = text.map(String.init).joined(separator: "\n")
        let set = try SetText(lines, style: .end, width: Sheet.edgeWidth, fonts: fonts)
        set.draw(0..<set.lines.count, on: canvas, x: Sheet.edge, y: Sheet.edgeText)
    }

    private func draw(_ mark: Mark) {
        switch mark {
        case .text(let text, let lines, let x, let y, let role):
            guard !lines.isEmpty else { return }
            cairo_tag_begin(canvas, role.rawValue, nil)
            text.draw(lines, on: canvas, x: x, y: y)
            cairo_tag_end(canvas, role.rawValue)
        case .line(let fromX, let fromY, let toX, let toY, let width):
            stroke(fromX, fromY, toX, toY, width: width)
        case .shade(let x, let y, let width, let height):
            cairo_set_source_rgb(canvas, 0.93, 0.93, 0.93)
            cairo_rectangle(canvas, x, y, width, height)
            cairo_fill(canvas)
            cairo_set_source_rgb(canvas, 0, 0, 0)
        case .picture(let hash, let x, let y, let width, let height):
            guard let picture = pictures[hash] else { return }
            draw(picture, x: x, y: y, width: width, height: height)
        }
    }

    private func stroke(_ fromX: Double, _ fromY: Double, _ toX: Double, _ toY: Double, width: Double) {
        cairo_set_line_width(canvas, width)
        cairo_set_line_cap(canvas, CAIRO_LINE_CAP_SQUARE)
        cairo_move_to(canvas, fromX, fromY)
        cairo_line_to(canvas, toX, toY)
        cairo_stroke(canvas)
    }

    /// The file contains the thumbnail's own JPEG. The surface only provides its size.
    private func draw(_ picture: Thumbnail, x: Double, y: Double, width: Double, height: Double) {
        let image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(picture.width), Int32(picture.height))
        defer { cairo_surface_destroy(image) }
        let count = picture.jpeg.count
        guard let image, let copy = malloc(count) else { return }
        picture.jpeg.withUnsafeBytes {
            copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: count)
        }
        let kept = cairo_surface_set_mime_data(
            image, CAIRO_MIME_TYPE_JPEG, copy.assumingMemoryBound(to: UInt8.self), UInt(count), { free($0) }, copy)
        guard kept == CAIRO_STATUS_SUCCESS else { return free(copy) }
        let scale = min(width / Double(picture.width), height / Double(picture.height))
        cairo_save(canvas)
        cairo_translate(
            canvas, x + (width - Double(picture.width) * scale) / 2, y + (height - Double(picture.height) * scale) / 2)
        cairo_scale(canvas, scale, scale)
        cairo_set_source_surface(canvas, image, 0, 0)
        cairo_paint(canvas)
        cairo_restore(canvas)
    }
}
