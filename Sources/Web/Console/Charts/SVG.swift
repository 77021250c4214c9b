/// Draws a picture whose places across are in percent of its width, so that texts keep their size at any width. Places down
/// are in pixels.
struct SVG: Sendable {
    enum Anchor: String {
        case start, middle, end

        /// The anchor with which a text at this place stays within the picture.
        init(at x: Double) {
            self = x < 12 ? .start : x > 88 ? .end : .middle
        }
    }

    static let red = "#b42318"
    static let redGround = "#fdecea"
    static let blue = "#1659a8"
    static let blueGround = "#e8f0fa"
    static let ink = "#1b2430"
    static let ink2 = "#55606e"
    static let edge = "#7f8996"

    private let height: Int
    private let label: String
    private var body = ""

    /// - Parameter label: one sentence that says what the picture shows.
    init(height: Int, label: String) {
        self.height = height
        self.label = label
    }

    mutating func line(
        _ from: (x: Double, y: Double), _ to: (x: Double, y: Double), _ colour: String, width: Double = 1,
        isDashed: Bool = false
    ) {
        body += "<line x1=\"\(Self.percent(from.x))\" x2=\"\(Self.percent(to.x))\" y1=\"\(Self.pixel(from.y))\""
        body += " y2=\"\(Self.pixel(to.y))\" stroke=\"\(colour)\""
        if width != 1 { body += " stroke-width=\"\(Self.pixel(width))\"" }
        body += (isDashed ? " stroke-dasharray=\"3 3\"" : "") + "/>"
    }

    /// - Parameter isStrong: red and bold, for the value that the page is about.
    mutating func text(_ text: String, x: Double, y: Double, _ anchor: Anchor = .start, isStrong: Bool = false) {
        body += "<text\(isStrong ? " class=\"hi\"" : "") x=\"\(Self.percent(x))\" y=\"\(Self.pixel(y))\""
        body += (anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\"")
        body += ">" + ConsoleText().escapeText(text) + "</text>"
    }

    mutating func rectangle(x: Double, width: Double, y: Double, height: Double, _ colour: String) {
        body += "<rect x=\"\(Self.percent(x))\" width=\"\(Self.percent(width))\" y=\"\(Self.pixel(y))\""
        body += " height=\"\(Self.pixel(height))\" fill=\"\(colour)\"/>"
    }

    mutating func dot(x: Double, y: Double, radius: Double, _ colour: String, isOwn: Bool = false) {
        body +=
            "<circle cx=\"\(Self.percent(x))\" cy=\"\(Self.pixel(y))\" r=\"\(Self.pixel(radius))\" fill=\"\(colour)\""
        body += (isOwn ? " stroke=\"#fff\" stroke-width=\"2\"" : " fill-opacity=\".55\"") + "/>"
    }

    /// The picture for a template.
    var html: String {
        "<svg width=\"100%\" height=\"\(height)\" role=\"img\" aria-label=\"\(ConsoleText().escapeText(label))\">\(body)</svg>"
    }

    private static func percent(_ value: Double) -> String {
        number(value, digits: 2) + "%"
    }

    private static func pixel(_ value: Double) -> String {
        number(value, digits: 1)
    }

    /// Without an exponent, and without a zero at the end. A value that is not finite would break the picture.
    private static func number(_ value: Double, digits: Int) -> String {
        let scale = digits == 2 ? 100.0 : 10.0
        guard value.isFinite, value.magnitude < 1e6 else { return "0" }
        let whole = Int((value * scale).rounded())
        let (units, rest) = whole.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
        var fraction = String(rest)
        while fraction.count < digits { fraction = "0" + fraction }
        while fraction.last == "0" { fraction.removeLast() }
        return (whole < 0 ? "-" : "") + String(units) + (fraction.isEmpty ? "" : "." + fraction)
    }
}
