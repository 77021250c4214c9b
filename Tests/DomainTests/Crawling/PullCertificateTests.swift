import Domain
import Testing

struct PullCertificateTests {
    private func certificate(
        stated: Int64 = 1000, short: Int64 = 0, both: Int64 = 900, gone: Int64 = 100, holes: [String] = []
    ) -> PullCertificate {
        PullCertificate(
            pages: 10, unchangedPages: 0, stated: stated, records: stated - short, listings: stated - short,
            repeated: 0, quarantined: 0, short: short,
            overlap: .init(previousPull: 1, inBoth: both, new: 0, gone: gone), holes: holes, contentRoot: "")
    }

    @Test("The verdict is the most serious fault; a small number of missing records is tolerated")
    func verdicts() {
        let rule = CompletenessRule()
        let day: Int64 = 86_400
        #expect(rule.verdict(of: certificate(), every: day) == .complete)
        #expect(rule.verdict(of: certificate(short: 20), every: day) == .complete)
        #expect(rule.verdict(of: certificate(short: 21), every: day) == .short)
        #expect(rule.verdict(of: certificate(both: 500, gone: 500), every: day) == .complete)
        #expect(rule.verdict(of: certificate(both: 499, gone: 501), every: day) == .overlapCollapsed)
        #expect(rule.verdict(of: certificate(both: 1, gone: 999), every: 7 * day) == .complete)
        #expect(
            rule.verdict(of: certificate(short: 500, both: 0, gone: 9, holes: ["page 3"]), every: day) == .incomplete)
        #expect(rule.verdict(of: certificate(stated: .max, short: 21), every: day) == .complete)
    }

    @Test("The content root is the SHA-256 of the documented text, in any order of the pages")
    func root() {
        let a = Digest.sha256("a")
        let b = Digest.sha256("b")
        let text = "2:aa1:164:\(a)2:aa2:1064:\(b)1:b1:164:\(a)"
        let pages: [(query: String, page: Int64, hash: String)] = [("b", 1, a), ("aa", 10, b), ("aa", 1, a)]
        #expect(PullCertificate.root(of: pages) == Digest.sha256(text))
        #expect(PullCertificate.root(of: pages.reversed()) == Digest.sha256(text))
        #expect(PullCertificate.root(of: []) == Digest.sha256(""))
    }
}
