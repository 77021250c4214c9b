internal import Domain
internal import FoundationEssentials

/// A document as one HTML page for print. It has no script, loads nothing from elsewhere, and escapes every text.
package enum HTMLPage {
    /// - Parameter pictures: thumbnails by the hash of the evidence. Evidence without a thumbnail gets a placeholder.
    package static func render(_ document: PrintDocument, pictures: [String: Thumbnail]) -> String {
        let blocks = document.blocks.map { html($0, pictures) }.joined(separator: "\n")
        return """
            <!doctype html>
            <html lang="zh-CN">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="referrer" content="no-referrer">
            <title>\(escaped(document.title))</title>
            <style>
            \(PrintStyle.sheet(head: document.head))
            </style>
            </head>
            <body>
            <header class="screen"><span>\(escaped(document.head.left))</span><span>\(escaped(document.head.right))</span></header>
            \(blocks)
            </body>
            </html>

            """
    }

    /// Only the page's own style and pictures are allowed, whatever a text contains.
    package static let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

    private static func html(_ block: PrintDocument.Block, _ pictures: [String: Thumbnail]) -> String {
        switch block {
        case .title(let lines, let beneath):
            let heading = lines.enumerated().map {
                $0.offset == lines.count - 1
                    ? "<h1>\(escaped($0.element))</h1>" : "<p class=program>\(escaped($0.element))</p>"
            }
            return heading.joined(separator: "\n") + beneath.map { "\n<p class=beneath>\(escaped($0))</p>" }.joined()
        case .warning(let text): return "<p class=warning>\(escaped(text))</p>"
        case .form(let rows): return form(rows)
        case .heading(let text): return "<h2>\(escaped(text))</h2>"
        case .numbered(let lines):
            if lines.count == 1 { return "<p>\(escaped(lines[0]))</p>" }
            return "<ol>" + lines.map { "<li>\(escaped($0))</li>" }.joined(separator: "\n") + "</ol>"
        case .paragraph(let text): return "<p class=letter>\(escaped(text))</p>"
        case .date(let text): return "<p class=date>\(escaped(text))</p>"
        case .table(let table): return HTMLPage.table(table)
        case .exhibits(let exhibits): return HTMLPage.exhibits(exhibits, pictures)
        case .signatures(let names):
            return "<p class=signatures>" + names.map { "<span>\(escaped($0))</span>" }.joined() + "</p>"
        case .end(let text): return "<p class=end>\(escaped(text))</p>"
        case .pageBreak: return "<div class=break></div>"
        }
    }

    private static func form(_ rows: [PrintDocument.FormRow]) -> String {
        let body = rows.map { row in
            switch row {
            case .pairs(let pairs):
                let span = pairs.count == 1 ? " colspan=3" : ""
                let cells = pairs.map { "<th>\(escaped($0.label))</th><td\(span)>\(escaped($0.value))</td>" }
                return "<tr>" + cells.joined() + "</tr>"
            case .sealed(let label, let lines, let corner):
                let text = lines.map { "<p class=\($0.weight)>\(escaped($0.text))</p>" }.joined()
                let seal = corner.map { "<p>\(escaped($0))</p>" }.joined()
                return
                    "<tr class=sealed><th>\(escaped(label))</th><td colspan=3>\(text)<div class=seal>\(seal)</div></td></tr>"
            }
        }
        return "<table class=form>\n" + body.joined(separator: "\n") + "\n</table>"
    }

    private static func table(_ table: PrintDocument.Table) -> String {
        let total = max(1, table.columns.map(\.share).reduce(0, +))
        let head = table.columns.map { "<th style=\"width:\($0.share * 100 / total)%\">\(escaped($0.name))</th>" }
        let bodies = table.rows.map { row in
            let cells = zip(table.columns, row.cells).map { column, cell in
                "<td\(column.isCentred ? " class=centre" : "")>\(escaped(cell))</td>"
            }
            let note = row.note.map {
                "\n<tr class=note><td></td><td colspan=\(max(1, table.columns.count - 1))>\(escaped($0))</td></tr>"
            }
            return "<tbody\(row.isStrong ? " class=strong" : "")><tr>\(cells.joined())</tr>\(note ?? "")</tbody>"
        }
        return "<table class=results>\n<thead><tr>\(head.joined())</tr></thead>\n" + bodies.joined(separator: "\n")
            + "\n</table>"
    }

    private static func exhibits(_ exhibits: [PrintDocument.Exhibit], _ pictures: [String: Thumbnail]) -> String {
        typealias W = ReportWording
        let head = [W.evidenceColumns.picture, W.evidenceColumns.particulars, W.evidenceColumns.hash]
        let rows = exhibits.map { exhibit in
            let picture =
                pictures[exhibit.hash].map { thumbnail in
                    let data = Data(thumbnail.jpeg).base64EncodedString()
                    return
                        "<img alt=\"\" width=\(thumbnail.width / 2) height=\(thumbnail.height / 2) src=\"data:image/jpeg;base64,\(data)\">"
                } ?? escaped(exhibit.placeholder)
            return "<tr><td class=picture>\(picture)</td><td>\(escaped(exhibit.particulars))</td>"
                + "<td class=hash>\(escaped(exhibit.hash))</td></tr>"
        }
        return "<table class=exhibits>\n<thead><tr>" + head.map { "<th>\(escaped($0))</th>" }.joined()
            + "</tr></thead>\n" + rows.joined(separator: "\n") + "\n</table>"
    }

    /// Text as HTML, also for attributes. `white-space: pre-line` keeps the line breaks.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
