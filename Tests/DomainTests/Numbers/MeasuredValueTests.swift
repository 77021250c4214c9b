import Domain
import Testing

@Suite("A result as a laboratory wrote it")
struct MeasuredValueTests {
    @Test(
        "a plain number is read with or without surrounding spaces of any width",
        arguments: [
            "20.5", " 20.5", "20.5\t", "+20.5", "\u{A0}20.5\u{A0}", "\u{2009}20.5", "\u{3000}20.5\u{3000}", "20.5\r\n",
            "\u{FEFF}20.5", "20.5\u{200B}",
        ])
    func numbers(_ text: String) {
        #expect(MeasuredValue(text) == .number(decimal("20.5")))
    }

    @Test("full-width digits, points and signs are the same number", arguments: ["１２．５", "＋１２．５", "１2.５", "１２.5"])
    func fullWidth(_ text: String) {
        #expect(MeasuredValue(text) == .number(decimal("12.5")))
    }

    @Test(
        "every kind of minus sign is read",
        arguments: ["-3", "−3", "－3", "–3", "‐3", "‑3", "‒3", "﹣3", "－３"])
    func minusSigns(_ text: String) {
        #expect(MeasuredValue(text) == .number(decimal("-3")))
    }

    @Test("the digits are kept as written", arguments: ["0.50", "007.5", "-0.0", "1.200"])
    func digitsAsWritten(_ text: String) {
        guard case .number(let number) = MeasuredValue(text) else {
            Issue.record("\(text) was not read")
            return
        }
        #expect(number.scale == decimal(text).scale)
    }

    @Test(
        "powers of ten are exact",
        arguments: [
            ("1.2×10³", "1200"), ("1.2x10^3", "1200"), ("1.2X10^3", "1200"), ("1.2*10^3", "1200"),
            ("1.2 × 10³", "1200"), ("1.2E3", "1200"), ("1.2e3", "1200"), ("1.2E+03", "1200"), ("1.2e-3", "0.0012"),
            ("1.2×10⁻³", "0.0012"), ("1.2×10^-3", "0.0012"), ("1.20×10⁻¹", "0.120"), ("-3.65×10⁻²", "-0.0365"),
            ("１．２×１０³", "1200"), ("1.2×10−3", nil), ("5×10", nil), ("1.2×103", nil), ("1e3", "1000"), ("0e9", "0"),
            ("1e-18", "0.000000000000000001"), ("1e17", "100000000000000000"),
        ] as [(String, String?)])
    func powersOfTen(_ text: String, number: String?) {
        guard let number else {
            #expect(MeasuredValue(text) == .unreadable(UnreadableValue(text, .range)))
            return
        }
        #expect(MeasuredValue(text) == .number(decimal(number)))
        #expect(MeasuredValue(text).numberText == number)
    }

    @Test(
        "< is a detection limit and > an open end, in either width, with or without a space",
        arguments: [
            "<0.01", "＜0.01", "﹤0.01", "< 0.01", "＜　0.01", "<０.０１", "<1e-2", "ND(<0.01)", "未检出（<0.01）", "ND (<0.01)",
        ])
    func below(_ text: String) {
        #expect(MeasuredValue(text) == .below(decimal("0.01")))
    }

    @Test("> is above the measuring range", arguments: [">300", "＞300", "﹥300", "> 300", ">3×10²", "＞３００"])
    func above(_ text: String) {
        #expect(MeasuredValue(text) == .above(decimal("300")))
    }

    @Test(
        "not detected has many spellings",
        arguments: [
            "未检出", "未檢出", "ND", "N.D.", "N.D", "nd", "n.d.", "Nd", " ND ", "ＮＤ", "阴性", "Not detected", "negative",
            "<DL", "＜检出限", "<LOD", "< MDL",
        ])
    func notDetected(_ text: String) {
        #expect(MeasuredValue(text) == .notDetected)
    }

    @Test("detected has no amount", arguments: ["检出", "检出 ", "阳性", "Detected", "POSITIVE"])
    func detected(_ text: String) {
        #expect(MeasuredValue(text) == .detected)
    }

    @Test("passed has many spellings", arguments: ["合格", "符合", "通过", "pass", "Pass", "PASS", "P", "　合格　", "ＰＡＳＳ"])
    func passed(_ text: String) {
        #expect(MeasuredValue(text) == .passed)
        #expect(MeasuredValue(text, wantsGrade: true) == .passed)
    }

    @Test(
        "不合格 is read as failed although it contains 合格",
        arguments: ["不合格", "不符合", "不通过", "fail", "Fail", "FAIL", "F", "\u{A0}不合格"])
    func failed(_ text: String) {
        #expect(MeasuredValue(text) == .failed)
    }

    @Test(
        "a grade may have full-width characters, any dash and 级",
        arguments: ["3-4", "3-4级", "3-4 级", "３－４级", "3–4", "3 - 4 级", "　3-4　级"])
    func grades(_ text: String) {
        #expect(MeasuredValue(text, wantsGrade: true) == .grade(grade("3-4")))
    }

    @Test("a grade is read only if the item needs one")
    func gradesOnRequest() {
        #expect(MeasuredValue("3", wantsGrade: true) == .grade(grade("3")))
        #expect(MeasuredValue("3") == .number(decimal("3")))
        #expect(MeasuredValue("3-4") == .unreadable(UnreadableValue("3-4", .range)))
        #expect(MeasuredValue("3.5", wantsGrade: true) == .number(decimal("3.5")))
        #expect(MeasuredValue("≥4", wantsGrade: true) == .unreadable(UnreadableValue("≥4", .looksLikeLimit)))
    }

    @Test("a blank text is empty, not zero", arguments: ["", " ", "\t", " \t ", "\u{3000}", "\u{A0}\u{200B}", "\n"])
    func empty(_ text: String) {
        #expect(MeasuredValue(text) == .empty)
    }

    @Test("a value converts with its sign or mark, and only if the conversion is exact")
    func converts() {
        let (percent, ratio, litre) = (UnitOfMeasure("%"), UnitOfMeasure("mg/kg"), UnitOfMeasure("mg/L"))
        func converted(_ text: String) -> MeasuredValue? { MeasuredValue(text).converted(from: percent, to: ratio) }
        #expect(converted("0.1") == .number(decimal("1000")))
        #expect(converted("<0.1") == .below(decimal("1000")))
        #expect(converted(">0.1") == .above(decimal("1000")))
        #expect(converted("ND") == .notDetected)
        #expect(converted("合格") == nil)
        #expect(MeasuredValue("0.1").converted(from: percent, to: litre) == nil)
        guard case .rounded(let number) = converted("0.10(+)") else {
            Issue.record("the mark was lost")
            return
        }
        #expect(number.value == decimal("1000"))
        #expect(number.furthest == decimal("1050"), "half a unit of the last digit in the original unit")
    }
}
