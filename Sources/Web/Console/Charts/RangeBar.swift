internal import Domain

/// Where a result lies beside its limit, as a small picture. The row states requirement, result and verdict; the picture
/// repeats them and decides nothing, so it is drawn from the recorded texts, and left out if they are no numbers of one
/// unit.
///
/// A single limit is always at the same place, so that the pictures of a report can be compared.
struct RangeBar: Sendable {
    private static let width = 132.0
    private static let green = "#4d9a68"
    private static let ground = "#dfe3e8"
    private static let hatch = "stroke=\"\(SVG.ink2)\" stroke-width=\"9\" stroke-dasharray=\"1.5 2.5\""

    let html: String

    /// - Parameters:
    ///   - requirement: as recorded: `≤75 mg/kg`, `4.0～8.5`, `≥3-4 级`.
    ///   - measured: as the laboratory wrote it.
    ///   - unit: the unit of the result.
    init?(requirement: String, measured: String, unit: String, detectionLimit: String?) {
        let demand = requirement.split(separator: "，", maxSplits: 1).first.map(String.init) ?? ""
        let parts = demand.split(separator: " ", maxSplits: 1).map(String.init)
        guard let range = parts.first.flatMap(Self.range) else { return nil }
        let limitUnit = parts.count == 2 ? parts[1] : ""
        guard UnitOfMeasure(limitUnit) == UnitOfMeasure(unit) || unit.isEmpty else { return nil }
        guard let value = Self.value(measured, detectionLimit, wantsGrade: limitUnit == "级") else { return nil }
        html = Self.picture(range.lower, range.upper, value)
    }

    private enum Value {
        case exact(Double)
        /// The true value is between zero and this one.
        case below(Double)
        case above(Double)
    }

    private static func value(_ text: String, _ detectionLimit: String?, wantsGrade: Bool) -> Value? {
        switch MeasuredValue(text, wantsGrade: wantsGrade) {
        case .number(let number): .exact(double(number))
        case .below(let number): .below(double(number))
        case .above(let number): .above(double(number))
        case .grade(let grade): .exact(Double(grade.halfSteps) / 2)
        case .notDetected: detectionLimit.flatMap { FixedDecimal($0) }.map { .below(double($0)) }
        default: nil
        }
    }

    private static func double(_ number: FixedDecimal) -> Double {
        var scale = 1.0
        for _ in 0..<number.scale { scale *= 10 }
        return Double(number.mantissa) / scale
    }

    /// `≤75`, `>3`, `4.0～8.5`, `≥3-4`.
    private static func range(_ text: String) -> (lower: Double?, upper: Double?)? {
        func number(_ text: some StringProtocol) -> Double? {
            FixedDecimal(String(text)).map(double) ?? Grade(String(text)).map { Double($0.halfSteps) / 2 }
        }
        switch text.first {
        case "≤", "<": return number(text.dropFirst()).map { (nil, $0) }
        case "≥", ">": return number(text.dropFirst()).map { ($0, nil) }
        default:
            let ends = text.split(separator: "～")
            guard ends.count == 2, let lower = number(ends[0]), let upper = number(ends[1]), lower < upper else {
                return nil
            }
            return (lower, upper)
        }
    }

    /// The place of a value from 0 to 1; beyond for a value outside the picture.
    private static func place(_ value: Double, _ lower: Double?, _ upper: Double?) -> Double {
        switch (lower, upper) {
        case (let lower?, let upper?): 0.22 + 0.56 * (value - lower) / (upper - lower)
        case (nil, let upper?): upper > 0 ? 0.62 * value / upper : value > 0 ? 2 : 0.62
        case (let lower?, nil): lower > 0 ? 0.38 + 0.9 * (value - lower) / lower : value > 0 ? 0.8 : 0.38
        case (nil, nil): 0.5
        }
    }

    private static func picture(_ lower: Double?, _ upper: Double?, _ value: Value) -> String {
        let from = lower.map { place($0, lower, upper) } ?? 0
        let to = upper.map { place($0, lower, upper) } ?? 1
        var body = rectangle(0, 1, 7, 4, ground) + rectangle(from, to, 7, 4, green)
        switch value {
        case .exact(let number):
            let x = place(number, lower, upper)
            body += mark(x, isOutside: x < from || x > to)
        case .below(let number):
            let x = max(0.02, min(1, place(number, lower, upper)))
            body += "<line x1=\"0\" x2=\"\(pixel(x))\" y1=\"9\" y2=\"9\" \(hatch)/>"
        case .above(let number):
            body += mark(max(1.01, place(number, lower, upper)), isOutside: upper != nil)
        }
        for end in [lower == nil ? nil : from, upper == nil ? nil : to].compactMap(\.self) {
            let x = pixel(end)
            body += "<line x1=\"\(x)\" x2=\"\(x)\" y1=\"2\" y2=\"16\" stroke=\"\(SVG.ink)\" stroke-width=\"1.5\"/>"
        }
        return "<svg width=\"132\" height=\"18\" aria-hidden=\"true\">\(body)</svg>"
    }

    /// A dot within, a diamond outside the limit, an arrow beyond the picture.
    private static func mark(_ x: Double, isOutside: Bool) -> String {
        let colour = isOutside ? SVG.red : SVG.ink
        if x > 1 { return "<path d=\"M123 3 L132 9 L123 15 Z\" fill=\"\(colour)\"/>" }
        if x < 0 { return "<path d=\"M9 3 L0 9 L9 15 Z\" fill=\"\(colour)\"/>" }
        guard isOutside else { return "<circle cx=\"\(pixel(x))\" cy=\"9\" r=\"4.5\" fill=\"\(colour)\"/>" }
        let centre = max(0.05, min(0.95, x))
        let (left, middle, right) = (pixel(centre - 0.05), pixel(centre), pixel(centre + 0.05))
        return "<path d=\"M\(middle) 2.5 L\(right) 9 L\(middle) 15.5 L\(left) 9 Z\" fill=\"\(colour)\"/>"
    }

    private static func rectangle(_ from: Double, _ to: Double, _ y: Int, _ height: Int, _ colour: String) -> String {
        let (from, to) = (max(0, min(1, from)), max(0, min(1, to)))
        return "<rect x=\"\(pixel(from))\" y=\"\(y)\" width=\"\(pixel(max(0, to - from)))\" height=\"\(height)\""
            + " fill=\"\(colour)\"/>"
    }

    /// A place in pixels with one digit after the point.
    private static func pixel(_ place: Double) -> String {
        guard place.isFinite else { return "0" }
        let tenths = Int((max(-1, min(2, place)) * width * 10).rounded())
        return (tenths < 0 ? "-" : "") + "\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
    }

    /// What the marks mean.
    static let legend: [DetailPage.Legend] = [
        ("<rect y=\"4\" width=\"20\" height=\"4\" fill=\"\(green)\"/>", "允许范围"),
        ("<circle cx=\"6\" cy=\"6\" r=\"4.5\" fill=\"\(SVG.ink)\"/>", "实测"),
        ("<path d=\"M6 0 l6 6 -6 6 -6 -6Z\" fill=\"\(SVG.red)\"/>", "超出"),
        ("<path d=\"M2 0 L12 6 L2 12Z\" fill=\"\(SVG.red)\"/>", "超出图外"),
        ("<line x1=\"0\" x2=\"20\" y1=\"6\" y2=\"6\" \(hatch)/>", "未检出，真值在此区间内"),
    ].map { body, word in
        DetailPage.Legend(
            picture: "<svg class=\"key\" width=\"20\" height=\"12\" aria-hidden=\"true\">\(body)</svg>",
            word: word)
    }
}
