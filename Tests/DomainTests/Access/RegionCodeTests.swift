import Domain
import Testing

@Suite("A region code of GB/T 2260")
struct RegionCodeTests {
    @Test(
        "is six digits within a province",
        arguments: ["330000", "330400", "330481", "110000", "659999", "710000", "810000", "820000"])
    func accepts(_ text: String) {
        #expect(RegionCode(text)?.text == text)
    }

    @Test(
        "any other text is no region code",
        arguments: [
            "", "33048", "3304811", "030481", "33048x", "33 481", "-30481", "３３０４８１", "330481 ", "海宁", "000000",
            "100000", "160000", "999999", "990000", "330481\0",
        ])
    func refuses(_ text: String) {
        #expect(RegionCode(text) == nil)
    }

    @Test(
        "its prefix is the significant digits", arguments: [("330000", "33"), ("330400", "3304"), ("330481", "330481")])
    func prefix(_ text: String, prefix: String) {
        #expect(region(text).prefix == prefix)
    }

    @Test("a province contains its cities and counties, a city its counties, and a county itself")
    func contains() {
        #expect(region("330000").contains(region("330000")))
        #expect(region("330000").contains(region("330400")))
        #expect(region("330000").contains(region("330481")))
        #expect(region("330400").contains(region("330481")))
        #expect(region("330481").contains(region("330481")))
    }

    @Test("everywhere contains every region, and no region contains everywhere")
    func everywhere() {
        for text in ["330000", "330400", "330481", "110000", "659999", "820000"] {
            #expect(RegionCode.everywhere.contains(region(text)))
            #expect(!region(text).contains(.everywhere))
        }
        #expect(RegionCode.everywhere.contains(.everywhere))
        #expect(RegionCode.everywhere.prefix.isEmpty)
    }

    @Test("a region does not contain regions above it or beside it")
    func containsNot() {
        #expect(!region("330481").contains(region("330400")))
        #expect(!region("330400").contains(region("330000")))
        #expect(!region("330400").contains(region("330500")))
        #expect(!region("330400").contains(region("331081")))
        #expect(!region("330481").contains(region("330482")))
        #expect(!region("330000").contains(region("320400")))
    }

    @Test("the actor of a token has its role and name")
    func actor() {
        let officer = Principal(role: .officer, name: "wang", region: region("330400"))
        #expect(officer.actor == .holder(.officer, name: "wang"))
    }
}
