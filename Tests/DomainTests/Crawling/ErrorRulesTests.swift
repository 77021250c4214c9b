import Domain
import Testing

@Suite("The meaning of error codes")
struct ErrorRulesTests {
    private func wait(_ unit: ErrorRules.Wait.Unit, after: String? = nil) throws -> ErrorRules.Wait {
        ErrorRules.Wait(path: try #require(FieldPath("wait")), unit: unit, after: after)
    }

    @Test("The first place whose code is in a list decides; a code may stand for all that begin with it")
    func meaning() throws {
        let rules = ErrorRules(
            codes: [try #require(FieldPath("code"))],
            lists: [.throttled: ["7", "limited.*"], .credentials: ["27"], .gone: ["closed"]])
        #expect(rules.meaning(of: ["limited.by-app", "27"]) == .throttled)
        #expect(rules.meaning(of: ["15", "27"]) == .credentials)
        #expect(rules.meaning(of: ["closed"]) == .gone)
        for codes in [["77"], [""], [], ["limited"], ["Closed"]] { #expect(rules.meaning(of: codes) == nil) }
    }

    @Test(
        "A wait is a number in its unit, rounded up; anything else is no wait",
        arguments: [
            ("5", Int64?.some(5)), (" 5 ", 5), ("0", 0), ("1.2", 2), ("1.0", 1), ("999999999", nil), ("86401", 86_400),
            ("", nil), ("soon", nil), ("5 s", nil), ("-5", nil), ("1.2.3", nil), (".5", nil), ("日限1000次", nil),
        ])
    func seconds(_ text: String, _ seconds: Int64?) throws {
        #expect(try wait(.seconds).seconds(in: text) == seconds)
    }

    @Test("A wait within a sentence follows the words of the crawler file")
    func sentence() throws {
        let wait = try wait(.seconds, after: "This ban will last for")
        #expect(wait.seconds(in: "This ban will last for 2 more seconds") == 2)
        #expect(wait.seconds(in: "This ban will last for 31062 more seconds") == 31_062)
        #expect(wait.seconds(in: "App 12345678 has used 1000 calls") == nil)
        #expect(wait.seconds(in: "This ban will last for ever, 5") == nil)
    }

    @Test("Other units", arguments: [("1500", ErrorRules.Wait.Unit.milliseconds, Int64(2)), ("2", .minutes, 120)])
    func units(_ text: String, _ unit: ErrorRules.Wait.Unit, _ seconds: Int64) throws {
        #expect(try wait(unit).seconds(in: text) == seconds)
    }
}
