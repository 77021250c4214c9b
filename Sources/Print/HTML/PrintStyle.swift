/// The style sheet of printed pages. Its measures are those of the PDF (`Sheet`, `TextStyle`).
enum PrintStyle {
    static func sheet(head: PrintDocument.Head) -> String {
        """
        @page { size: A4; margin: 25mm 20mm 24mm;
          @top-left { content: \(quoted(head.left)); font: 8pt \(serif); }
          @top-right { content: \(quoted(head.right)); font: 8pt \(serif); }
          \(edge(head))@bottom-center { content: "第" counter(page) "页　共" counter(pages) "页"; font: 8pt \(serif); } }
        """ + "\n" + rules
    }

    /// One character below the other.
    private static func edge(_ head: PrintDocument.Head) -> String {
        guard let text = head.edge else { return "" }
        return "@right-middle { content: \(quoted(text)); font: 8pt \(serif); width: 1em; } "
    }

    private static let serif = #""Noto Serif CJK SC", "Source Han Serif SC", "SimSun", serif"#
    private static let sans = #""Noto Sans CJK SC", "Source Han Sans SC", "SimHei", sans-serif"#

    private static let rules = """
        body { max-width: 170mm; margin: 10mm auto; padding: 0 4mm; font: 10.5pt/1.45 \(serif); color: #000; }
        h1, h2, .program, .warning, .strong, thead th { font-family: \(sans); }
        h1 { font-size: 26pt; margin: 0; text-align: center; letter-spacing: .3em; text-indent: .3em; }
        h2 { font-size: 12pt; margin: 1.2em 0 .4em; break-after: avoid; }
        .program { font-size: 16pt; margin: 0; text-align: center; }
        .beneath, .end { margin: 0; text-align: center; }
        .end { margin-top: 1em; font-size: 8pt; }
        .letter, .date { font-size: 14pt; line-height: 1.8; margin: .4em 0; }
        .date { text-align: right; margin: 1.5em 0; }
        .warning { font-weight: bold; text-align: center; border: 1.5pt solid #000; padding: .3em; }
        table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: .6em 0; }
        th, td { border: .6pt solid #000; padding: 3pt 4pt; font-weight: normal; overflow-wrap: anywhere; unicode-bidi: isolate; }
        th, td, p, li { white-space: pre-line; }
        thead { display: table-header-group; }
        thead th { background: #ededed; font-size: 9pt; print-color-adjust: exact; }
        .form th { width: 86pt; text-align: center; }
        .form tr { break-inside: avoid; }
        .sealed td { height: 190pt; vertical-align: top; position: relative; padding-bottom: 56pt; }
        .sealed p { margin: 2pt 0; }
        .sealed .strong { font-size: 14pt; font-weight: bold; }
        .sealed .small { font-size: 9pt; }
        .sealed .seal { position: absolute; right: 6pt; bottom: 8pt; width: 190pt; }
        .results td { font-size: 9pt; vertical-align: top; }
        .results tbody { break-inside: avoid; }
        .results tbody.strong td:last-child { font-family: \(sans); font-weight: bold; }
        .results tbody.strong .note td:last-child { font: 8pt/1.4 \(serif); }
        .results .note td { border-top: 0; font-size: 8pt; padding-top: 0; }
        .results tbody tr:first-child:not(:last-child) td { border-bottom: .25pt solid #888; }
        .results tbody tr:first-child td:first-child { border-bottom: 0; }
        .centre, .picture { text-align: center; }
        .exhibits tr { break-inside: avoid; }
        .exhibits .hash { font-size: 8pt; }
        .exhibits td, .exhibits th { font-size: 9pt; }
        .signatures { display: flex; }
        .signatures span { flex: 1; }
        header.screen { display: flex; justify-content: space-between; font-size: 8pt; border-bottom: .5pt solid #000; margin-bottom: 1em; }
        .break { break-after: page; }
        @media print { body { max-width: none; margin: 0; padding: 0; } header.screen { display: none; } }
        """

    /// A text as a string of CSS. Only ASCII letters and digits stay; all other characters are written by code point,
    /// so that none can end the string.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            if scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
                result.unicodeScalars.append(scalar)
            } else {
                result += "\\" + String(scalar.value, radix: 16) + " "
            }
        }
        return result + "\""
    }
}
