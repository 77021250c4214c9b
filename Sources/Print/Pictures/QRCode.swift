internal import CQRCode

/// A QR code as an SVG picture, which needs no file and no script.
package enum QRCode {
    /// The largest version that is made: 97 modules wide, 666 bytes of text.
    private static let largestVersion = 20
    /// The white margin that readers need around the code (ISO/IEC 18004), in modules.
    private static let margin = 4

    /// The picture of `text`, as wide as its place in the page; nil if the text is too long.
    ///
    /// - Parameter label: what a screen reader reads.
    package static func svg(_ text: String, label: String) -> String? {
        guard let modules = grid(of: text) else { return nil }
        let width = modules.count + 2 * margin
        let path = modules.enumerated().flatMap { row, line in
            runs(line).map { "M\($0.lowerBound + margin) \(row + margin)h\($0.count)v1h-\($0.count)z" }
        }.joined()
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(width)" role="img" \
            aria-label="\(HTMLPage.escaped(label))" shape-rendering="crispEdges">\
            <rect width="\(width)" height="\(width)" fill="#fff"/><path d="\(path)" fill="#000"/></svg>
            """
    }

    /// The rows of modules; true is dark.
    static func grid(of text: String) -> [[Bool]]? {
        // The size that qrcodegen.h states for a version.
        let side = largestVersion * 4 + 17
        var code = [UInt8](repeating: 0, count: (side * side + 7) / 8 + 1)
        var work = code
        // libqrcodegen reads the text up to NUL.
        guard !text.utf8.contains(0),
            qrcodegen_encodeText(
                text, &work, &code, qrcodegen_Ecc_MEDIUM, 1, Int32(largestVersion), qrcodegen_Mask_AUTO, true)
        else { return nil }
        let size = qrcodegen_getSize(code)
        return (0..<size).map { y in (0..<size).map { x in qrcodegen_getModule(code, x, y) } }
    }

    /// The runs of dark modules of a row.
    private static func runs(_ line: [Bool]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var index = 0
        while index < line.count {
            let end = line[index...].firstIndex { $0 != line[index] } ?? line.count
            if line[index] { runs.append(index..<end) }
            index = end
        }
        return runs
    }
}
