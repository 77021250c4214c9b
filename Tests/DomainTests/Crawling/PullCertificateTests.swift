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

    @Test(
        "Loss 2: a query whose distinct items are fewer than stated makes the pull short, however large the others are")
    func byQuery() {
        func verdict(_ queries: [PullCertificate.Query]) -> PullCertificate.Verdict {
            CompletenessRule().verdict(
                of: PullCertificate(
                    pages: 1, unchangedPages: 0, stated: queries.reduce(0) { $0 + ($1.stated ?? 0) }, records: 0,
                    listings: 0, repeated: 0, quarantined: 0, short: queries.reduce(0) { $0 + $1.missing },
                    queries: queries, overlap: nil, holes: [], contentRoot: ""), every: 86_400)
        }
        func query(_ stated: Int64?, _ distinct: Int64, _ end: FeedEnd? = .total) -> PullCertificate.Query {
            PullCertificate.Query(query: "a", lastPage: 5, end: end, stated: stated, distinct: distinct)
        }
        #expect(verdict([query(100_000, 100_000), query(100, 20)]) == .short)
        #expect(verdict([query(100_000, 99_000), query(38, 37), query(nil, 3, .emptyPage)]) == .complete)
        #expect(verdict([query(19, 18)]) == .short)
        #expect(verdict([query(100, 20, .firstPageRepeats)]) == .unproven)
        #expect(verdict([query(nil, 20, nil)]) == .unproven)
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
