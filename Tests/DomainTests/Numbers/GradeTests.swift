import Domain
import Testing

@Suite("A colour fastness grade")
struct GradeTests {
    private static let scale = ["1", "1-2", "2", "2-3", "3", "3-4", "4", "4-5", "5"]

    @Test("is one of nine ordinal steps, each above the one before")
    func ordinal() {
        let grades = Self.scale.map(grade)
        #expect(grades.map(\.halfSteps) == Array(2...10))
        #expect(grades == grades.sorted())
        #expect(grades.map(\.text) == Self.scale)
    }

    @Test("3-4 is between 3 and 4 and equals neither")
    func betweenGrades() {
        #expect(grade("3") < grade("3-4"))
        #expect(grade("3-4") < grade("4"))
    }

    @Test("may carry 级 and spaces around it", arguments: [("3-4级", "3-4"), ("4 级", "4"), (" 2 ", "2"), ("5级", "5")])
    func readsUnit(_ text: String, grade: String) {
        #expect(Grade(text)?.text == grade)
    }

    @Test(
        "any other text is not a grade",
        arguments: [
            "", "级", "0", "6", "10", "3-5", "4-3", "3-3", "5-6", "0-1", "3-", "-3", "3--4", "3-4-5", "3 - 4", "3.5",
            "三", "３", "3–4", "3/4", "+3", "03", "3-+4", "3-04", "3-4级级", "A",
        ])
    func refuses(_ text: String) {
        #expect(Grade(text) == nil)
    }
}
