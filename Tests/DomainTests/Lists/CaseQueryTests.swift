import Domain
import Testing

/// The state of a list of cases in its address.
struct CaseQueryTests {
    private static func read<List: CaseList>(
        _ text: String, _: List.Type
    ) -> (query: CaseQuery<List>, faults: [String]) {
        var faults: [ListFault] = []
        let query = CaseQuery<List>(QueryItems(text: text), faults: &faults)
        return (query, faults.map(\.field))
    }

    @Test("A query that is printed is read back; the usual state is left out")
    func roundTrip() {
        for state in TakedownState.allCases.map(Optional.some) + [nil] {
            for platform in [nil, "jd"] {
                for region in [nil, RegionCode("330482")] {
                    var query = CaseQuery<TakedownList>.only(state)
                    query.platform = platform
                    query.region = region
                    query.order = ListOrder(.day, isDescending: true)
                    let again = Self.read(query.items.text, TakedownList.self)
                    #expect(again.query == query && again.faults.isEmpty)
                    #expect(query.isFiltered == (platform != nil || region != nil))
                }
            }
        }
        #expect(CaseQuery<TakedownList>().items.isEmpty && CaseQuery<SampleList>().items.isEmpty)
        #expect(CaseQuery<SampleList>().order.isDescending && !CaseQuery<TakedownList>().order.isDescending)
    }

    @Test("A mistake is named with its field; a condition that the list does not have is not read")
    func faults() {
        #expect(Self.read("state=x", NoticeList.self).faults == ["state"])
        #expect(Self.read("region=33", TakedownList.self).faults == ["region"])
        #expect(Self.read("sort=price", TakedownList.self).faults == ["sort"])
        #expect(Self.read("q=" + String(repeating: "长", count: 101), SampleList.self).faults == ["q"])
        let other = Self.read("platform=jd&region=330482&q=x&product=toys", PlatformList.self)
        #expect(other.faults.isEmpty && other.query == CaseQuery<PlatformList>())
    }

    @Test("Each condition is a chip that leads to the list without it")
    func chips() {
        let query = Self.read("state=all&platform=jd&region=330482", TakedownList.self).query
        let chips = CaseQueryWording.chips(query, product: { $0 }, platform: { "平台" + $0 }, region: \.text)
        #expect(chips.map(\.text) == ["平台：平台jd", "属地：330482"])
        #expect(chips.map(\.without.text) == ["state=all&region=330482", "state=all&platform=jd"])
    }
}
