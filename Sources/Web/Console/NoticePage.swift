internal import Store

/// A problem notice as a page made for print.
enum NoticePage {
    static func html(_ notice: NoticeRow) -> String {
        let template = String(decoding: PackageResources.notice_html, as: UTF8.self)
        return
            template
            .replacing("{{number}}", with: escaped(notice.number))
            .replacing("{{text}}", with: escaped(notice.text))
    }

    private static func escaped(_ text: String) -> String {
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
