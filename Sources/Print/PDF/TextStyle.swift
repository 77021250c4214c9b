/// The style of a piece of text. Sizes are in points; 四号 is 14 points, 五号 10.5, 小五 9.
enum TextStyle: CaseIterable {
    case program, title, beneath, warning, label, value, strong, heading, tableHead, cell, centredCell, strongCell
    case note, list, hash, corner, running, runningRight, end, letter, date

    /// The families of `FontBook.package`: 宋体 for text, 黑体 for headings.
    var family: String {
        switch self {
        case .program, .title, .warning, .strong, .heading, .tableHead, .strongCell: "Noto Sans CJK SC"
        default: "Noto Serif CJK SC"
        }
    }

    var isBold: Bool {
        switch self {
        case .title, .warning, .strong, .heading, .strongCell: true
        default: false
        }
    }

    var size: Double {
        switch self {
        case .title: 26
        case .program: 16
        case .letter, .date: 14
        case .strong: 13
        case .warning, .heading: 12
        case .beneath, .label, .value, .list, .corner: 10.5
        case .tableHead, .cell, .centredCell, .strongCell: 9
        case .note, .hash, .running, .runningRight, .end: 8
        }
    }

    var alignment: Alignment {
        switch self {
        case .program, .title, .beneath, .warning, .label, .tableHead, .centredCell, .strongCell, .end: .centre
        case .runningRight, .date: .right
        default: .left
        }
    }

    /// Space between letters, in points.
    var spacing: Double {
        self == .title ? 10 : 0
    }

    /// The indent of the lines after the first, in points.
    var hanging: Double {
        self == .list ? 16 : 0
    }

    /// Whether text that does not fit on one line is cut there.
    var isOneLine: Bool {
        self == .running || self == .runningRight
    }

    enum Alignment {
        case left, centre, right
    }
}
