internal import Domain
internal import Workers

/// The storage as one page. It contains numbers and names of this program only, so nothing must be escaped.
enum StoragePage {
    static func render(_ report: StorageReport) -> String {
        """
        <!doctype html>
        <html lang="zh-CN">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>存储</title>
        <style>
        \(style)
        </style>
        </head>
        <body>
        <h1>存储</h1>
        <p>\(StorageText.measured(report))</p>
        \(parts(report))
        <h2>增长</h2>
        <p>\(StorageText.growth(report))</p>
        \(table(["位置", "每天", "一年增加", "磁盘可用", "写满于"], StorageText.growthRows(report)))
        <h2>保存期限</h2>
        \(table(["内容", "期限"], StorageText.retentionRows(report.rules)))
        </body>
        </html>

        """
    }

    private static func parts(_ report: StorageReport) -> String {
        guard !report.parts.isEmpty else { return "" }
        let most = max(1, report.parts.map(\.bytes).max() ?? 1)
        let rows = report.parts.map { part, bytes in
            "<tr><th>\(StorageWording.name(part))</th><td class=size>\(StorageWording.size(bytes))</td>"
                + "<td><meter max=\(most) value=\(bytes)></meter></td></tr>"
        }
        return "<table>\n" + rows.joined(separator: "\n") + "\n</table>"
    }

    private static func table(_ head: [String], _ rows: [[String]]) -> String {
        let lines = rows.map { row in
            "<tr><th>\(row[0])</th>" + row.dropFirst().map { "<td class=size>\($0)</td>" }.joined() + "</tr>"
        }
        return "<table>\n<thead><tr>" + head.map { "<th>\($0)</th>" }.joined() + "</tr></thead>\n"
            + lines.joined(separator: "\n") + "\n</table>"
    }

    private static let style = """
        body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; color: #222; font: 16px/1.6 sans-serif; }
        h1 { font-size: 1.5rem; font-weight: 600; }
        h2 { margin-top: 2rem; font-size: 1.1rem; font-weight: 600; }
        table { width: 100%; border-collapse: collapse; }
        th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #e5e5e5; text-align: left; }
        th { font-weight: 400; }
        thead th { color: #666; }
        .size { font-variant-numeric: tabular-nums; white-space: nowrap; }
        meter { width: 100%; }
        """
}
