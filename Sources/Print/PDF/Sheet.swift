/// The measures of the paper, in points.
enum Sheet {
    static let width = 595.276
    static let height = 841.89
    static let margin = 56.7
    static let top = 72.0
    static let bottom = 68.0
    static let headLine = 58.0
    static let headText = 42.0
    static let footText = 800.0
    /// The place of the seal across the pages, and the width of one character of its text.
    static let edge = width - 26
    static let edgeText = 390.0
    static let edgeWidth = 12.0

    static let innerWidth = width - 2 * margin
    static let bodyBottom = height - bottom
    static let bodyHeight = bodyBottom - top
}

/// A drawing element of a page.
enum Mark {
    /// The role of a text for screen readers: the tag of the PDF.
    enum Role: String {
        case heading = "H1"
        case paragraph = "P"
        case headCell = "TH"
        case cell = "TD"
    }

    case text(SetText, lines: Range<Int>, x: Double, y: Double, role: Role)
    case line(fromX: Double, fromY: Double, toX: Double, toY: Double, width: Double)
    case shade(x: Double, y: Double, width: Double, height: Double)
    /// The picture of this hash, as large as the frame allows.
    case picture(hash: String, x: Double, y: Double, width: Double, height: Double)
}

/// A page with its drawing elements, and its headings for the outline.
struct Page {
    var marks: [Mark] = []
    var headings: [String] = []
}
