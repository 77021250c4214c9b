import Domain
import Store
import Testing

struct JobKeyTests {
    static let keys: [(JobKey, String)] = [
        (.pull(crawler: "sample@feed", slot: Timestamp(milliseconds: 86_400_000)), "sample@feed@86400000"),
        (.screen(pull: 3), "3"), (.release(upload: 4), "4"), (.release(upload: 4, again: true), "4:again"),
        (.judge(report: 5), "5"), (.judge(report: 5, released: true), "5:released"), (.route(conclusion: 6), "6"),
        (.publish(takedown: 7, .remove), "7:remove"), (.publish(takedown: 7, .restore), "7:restore"),
        (.recheck(receipt: 8), "8"), (.recheck(receipt: 8, after: 2), "8:2"), (.bulk(9), "9"),
        (.proof(10), "10"),
    ]

    @Test("The stored text of a key is read back as the same key", arguments: keys)
    func stored(_ key: JobKey, _ text: String) {
        #expect(key.text == text)
        #expect(JobKey(key.kind, text: text) == key)
    }

    @Test("The test keys include every kind")
    func kinds() {
        #expect(Set(Self.keys.map(\.0.kind)) == Set(JobKind.allCases))
    }

    @Test(
        "Any other text is not a key", arguments: JobKind.allCases, ["", "x", "1:", "1:x", "1:2:3", "1:0", "@", "x@y"])
    func otherText(_ kind: JobKind, _ text: String) {
        #expect(JobKey(kind, text: text) == nil)
    }

    @Test("A key of one kind cannot be read as another kind")
    func suffixes() {
        #expect(JobKey(.screen, text: "1:again") == nil && JobKey(.judge, text: "1:again") == nil)
        #expect(JobKey(.release, text: "1:released") == nil && JobKey(.publish, text: "1") == nil)
    }

    @Test("Every failure class has its own Chinese sentence, every kind its own Chinese name")
    func wording() {
        let sentences = JobFault.allCases.map(JobWording.sentence)
        #expect(Set(sentences).count == JobFault.allCases.count)
        let names = JobKind.allCases.map(JobWording.name)
        #expect(Set(names).count == JobKind.allCases.count)
        #expect((sentences + names).allSatisfy { $0.allSatisfy { !$0.isASCII } })
    }
}
