import Domain
import Testing

@Suite("A result as a laboratory wrote it")
struct MeasuredValueTests {
    @Test("a plain number is a number, spaces around it or not", arguments: ["20.5", " 20.5", "20.5\t", "+20.5"])
    func numbers(_ text: String) {
        #expect(MeasuredValue(text) == .number(decimal("20.5")))
    }

    @Test("< is a detection limit and > an open end, in either width")
    func openEnds() {
        #expect(MeasuredValue("<0.01") == .below(decimal("0.01")))
        #expect(MeasuredValue("＜0.01") == .below(decimal("0.01")))
        #expect(MeasuredValue(">300") == .above(decimal("300")))
        #expect(MeasuredValue("＞300") == .above(decimal("300")))
    }

    @Test("not detected has four spellings", arguments: ["未检出", "ND", "N.D.", "nd", " ND "])
    func notDetected(_ text: String) {
        #expect(MeasuredValue(text) == .notDetected)
    }

    @Test("passed is passed", arguments: ["合格", "符合", "通过", "pass", "Pass", "PASS", "P"])
    func passed(_ text: String) {
        #expect(MeasuredValue(text) == .passed)
        #expect(MeasuredValue(text, wantsGrade: true) == .passed)
    }

    @Test("failed is failed, though 不合格 holds 合格", arguments: ["不合格", "不符合", "不通过", "fail", "Fail", "FAIL", "F"])
    func failed(_ text: String) {
        #expect(MeasuredValue(text) == .failed)
    }

    @Test("a grade is read only where the item asks for one")
    func grades() {
        #expect(MeasuredValue("3-4", wantsGrade: true) == .grade(grade("3-4")))
        #expect(MeasuredValue("3", wantsGrade: true) == .grade(grade("3")))
        #expect(MeasuredValue("3") == .number(decimal("3")))
        #expect(MeasuredValue("3-4") == .unreadable("3-4"))
        #expect(MeasuredValue("3.5", wantsGrade: true) == .number(decimal("3.5")))
    }

    @Test("nothing written is empty, not zero", arguments: ["", " ", "\t", " \t "])
    func empty(_ text: String) {
        #expect(MeasuredValue(text) == .empty)
    }

    @Test(
        "what is none of these stays as it is and is guessed at by nobody",
        arguments: [
            "约20", "20mg/kg", "1,5", "1e3", "< 0.01", "<", ">", "≤20", "<<1", "0.01L", "基本合格", "合格？", "-", "—", "N/A",
            "０.５", "20～30", "<合格",
        ])
    func unreadable(_ text: String) {
        #expect(MeasuredValue(text) == .unreadable(text))
    }
}
