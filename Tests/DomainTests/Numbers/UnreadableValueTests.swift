import Domain
import Testing

@Suite("A result that cannot be read")
struct UnreadableValueTests {
    private static let cases: [(UnreadableReason, [String])] = [
        (.comma, ["1,5", "1,234", "1，5", "1,234.5", "-1,5", "１，５", "<1,5", "1、5"]),
        (.spaceInside, ["1 234", "20 30", "1\u{A0}234"]),
        (.twoPoints, ["1.2.3", "1..5", "１．２．３"]),
        (.barePoint, [".5", "5.", "-.5", "<.5", "５．"]),
        (.wrongPoint, ["1。5", "1·5"]),
        (.unitAttached, ["12mg/kg", "20 mg/kg", "12%", "12％", "0.01L", "3级", "5℃", "<0.1mg/kg", "1万"]),
        (.range, ["20～30", "20-30", "20~30", "3-4", "20至30", "1/2", "20;30", "20—30"]),
        (.uncertainty, ["20±1", "20±0.5"]),
        (.approximate, ["约20", "≈20", "20左右", "~20", "大约5", "約5"]),
        (.looksLikeLimit, ["≤20", "≥20", "<=20", ">=20", "≦20", "≤ 20", "＜＝20"]),
        (.comparisonWithoutNumber, ["<", ">", "＜", "<<1", "<合格", "< "]),
        (.trailingSign, ["16.50+", "16.50-", "0.0(-)", "-0.0(+)", "5(±)", "16.500000000000000000(+)"]),
        (.date, ["3月4日", "2026-03-04", "2026/3/4", "4-Mar", "Mar-4", "2026年3月4日"]),
        (
            .tooManyDigits,
            [
                "1234567890123456789", "1234567890123456", "1e40", "1e-19", "1.5×10⁹⁰", "<1e40",
                "123456789012345678e9",
            ]
        ),
        (.otherDigits, ["十二", "三", "٣", "①", "½"]),
        (.notReported, ["-", "—", "——", "/", "N/A", "n/a", "NA", "未测", "未检", "无", "不适用", "...", "－"]),
        (.tickMark, ["√", "×", "✓", "○", "√√"]),
        (.spreadsheetError, ["#DIV/0!", "#REF!", "#N/A", "####", "#VALUE!"]),
        (.unknownText, ["基本合格", "合格？", "见附页", "abc", "NaNa", "∞", "--1x", "合格 不合格"]),
    ]

    private static let flat = cases.flatMap { reason, texts in texts.map { (reason, $0) } }

    @Test("keeps its text and has its own reason; nothing is guessed", arguments: flat)
    func reasons(_ reason: UnreadableReason, _ text: String) {
        guard case .unreadable(let value) = MeasuredValue(text) else {
            Issue.record("“\(text)” was read as \(MeasuredValue(text))")
            return
        }
        #expect(value.reason == reason, "“\(text)”")
    }

    @Test(
        "has its own reason if a grade is needed",
        arguments: ["3-5", "4-3", "3~4", "三级", "0-1", "3/4", "4级半", "3-4-5"])
    func notAGrade(_ text: String) {
        #expect(MeasuredValue(text, wantsGrade: true) == .unreadable(UnreadableValue(text, .notAGrade)))
    }

    @Test("bytes that are not text are kept and reported as damaged")
    func damaged() {
        for bytes: [UInt8] in [[0x31, 0xFF], [0xE6, 0x9C], [0xC0, 0x80], [0xED, 0xA0, 0x80]] {
            let value = bytes.withUnsafeBytes { MeasuredValue(utf8: $0) }
            guard case .unreadable(let unreadable) = value else {
                Issue.record("\(bytes) was read as \(value)")
                continue
            }
            #expect(unreadable.reason == .damagedText)
        }
        #expect(MeasuredValue("1\u{FFFD}2") == .unreadable(UnreadableValue("1\u{FFFD}2", .damagedText)))
    }

    @Test("every reason occurs, and its sentence states what to write")
    func everyReasonIsExplained() {
        let reached = Set(Self.cases.map(\.0)).union([.notAGrade, .damagedText])
        #expect(reached == Set(UnreadableReason.allCases))
        let sentences = UnreadableReason.allCases.map { MeasuredValueWording.sentence(UnreadableValue("值", $0)) }
        #expect(Set(sentences).count == UnreadableReason.allCases.count)
        for sentence in sentences {
            #expect(sentence.hasPrefix("结果“值”"))
            #expect(sentence.contains("请"), "the sentence has no instruction: \(sentence)")
        }
    }

    @Test("a sentence quotes the beginning of a long text, without its line ends")
    func longText() {
        let sentence = MeasuredValueWording.sentence(
            UnreadableValue("一\n二" + String(repeating: "长", count: 5_000), .unknownText))
        #expect(sentence.count < 120)
        #expect(!sentence.contains("\n"))
    }

    /// Numbers, signs, characters and parts of characters, in random order.
    @Test("any bytes are read without a crash, and bytes and text give the same result")
    func anyBytes() {
        var generator = SeededGenerator(seed: 8170)
        let pieces: [[UInt8]] =
            ["0", "9", "12", ".", ",", "-", "+", "<", ">", "≤", "(", ")", "(+)", "(−)", "×10", "^", "³", "⁻", "e", "E"]
            .map { Array($0.utf8) }
            + ["１", "．", "－", "　", " ", "\t", "级", "ND", "未检出", "合格", "约", "月", "%", "\u{301}", "👨‍👩‍👧", "\u{0}"]
            .map { Array($0.utf8) } + [[0xFF], [0xE6], [0x80], [0xF0, 0x9F], [0xED, 0xA0, 0x80]]
        for _ in 0..<30_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0...8, using: &generator) {
                bytes += pieces.randomElement(using: &generator) ?? []
            }
            let wantsGrade = Bool.random(using: &generator)
            let value = bytes.withUnsafeBytes { MeasuredValue(utf8: $0, wantsGrade: wantsGrade) }
            if let text = String(validating: bytes, as: UTF8.self) {
                #expect(MeasuredValue(text, wantsGrade: wantsGrade) == value)
            } else {
                guard case .unreadable = value else {
                    Issue.record("\(bytes) was read as \(value)")
                    continue
                }
            }
            if case .unreadable(let unreadable) = value { _ = MeasuredValueWording.sentence(unreadable) }
        }
    }
}
