internal import CPangoCairo
internal import Domain

/// Creates PDF files of documents with Pango and cairo. Fonts are embedded as subsets.
///
/// The same document and pictures result in the same bytes on the same machine, because the only time in the file is
/// `PrintDocument.createdAt`. The call blocks for a few milliseconds per page.
package enum PDF {
    /// - Parameter pictures: thumbnails by the hash of the evidence. Evidence without a thumbnail gets a placeholder.
    package static func render(_ document: PrintDocument, pictures: [String: Thumbnail]) throws -> [UInt8] {
        let fonts = try FontBook()
        let hashes = Set(pictures.keys)
        // Each page states the number of pages, so the pages are counted before the first is drawn.
        var counting = Paginator(fonts: fonts, pictures: hashes) { _, _ in }
        let count = try counting.run(document)
        let output = PDFBytes()
        try withExtendedLifetime(output) {
            let surface = cairo_pdf_surface_create_for_stream(
                { closure, bytes, count in
                    guard let closure, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
                    let output = Unmanaged<PDFBytes>.fromOpaque(closure).takeUnretainedValue()
                    output.bytes += UnsafeBufferPointer(start: bytes, count: Int(count))
                    return CAIRO_STATUS_SUCCESS
                }, Unmanaged.passUnretained(output).toOpaque(), Sheet.width, Sheet.height)
            defer { cairo_surface_destroy(surface) }
            guard let surface, let canvas = cairo_create(surface) else {
                throw DocumentProblem.notWritten("cairo returned no surface")
            }
            defer { cairo_destroy(canvas) }
            describe(document, on: surface)
            let writer = PageWriter(surface: surface, canvas: canvas, fonts: fonts, pictures: pictures)
            var drawing = Paginator(fonts: fonts, pictures: hashes) { page, number in
                try writer.draw(page, number: number, of: count, head: document.head)
            }
            _ = try drawing.run(document)
            cairo_surface_finish(surface)
            let status = cairo_surface_status(surface)
            guard status == CAIRO_STATUS_SUCCESS else {
                throw DocumentProblem.notWritten(String(cString: cairo_status_to_string(status)))
            }
        }
        return output.bytes
    }

    private static func describe(_ document: PrintDocument, on surface: OpaquePointer) {
        cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, document.title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, document.author)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, document.subject)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "sushai")
        let made = document.createdAt.clockText().replacing(" ", with: "T") + "+08:00"
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, made)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, made)
    }

    private final class PDFBytes {
        var bytes: [UInt8] = []
    }
}
