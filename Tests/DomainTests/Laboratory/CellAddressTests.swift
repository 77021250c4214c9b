import Domain
import Testing

struct CellAddressTests {
    @Test(
        "an address is a column in letters and a row",
        arguments: [("A1", 1, 1), ("B7", 2, 7), ("Z9", 26, 9), ("AA10", 27, 10), ("XFD1048576", 16_384, 1_048_576)])
    func addresses(_ text: String, _ column: Int, _ row: Int) throws {
        let address = try #require(CellAddress(Array(text.utf8)))
        #expect(address == CellAddress(column: column, row: row))
        #expect(address.text == text)
    }

    @Test(
        "any other text is no address",
        arguments: ["", "A", "7", "A0", "A01", "a1", "$A$1", "XFE1", "A1048577", "AAAA1", "A1B"])
    func others(_ text: String) {
        #expect(CellAddress(Array(text.utf8)) == nil)
    }

    @Test("the first bytes of a file decide its format before its name does")
    func uploadForms() {
        let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
        #expect(UploadForm(name: "a.csv", bytes: zip) == .xlsx)
        #expect(UploadForm(name: "a", bytes: [0xD0, 0xCF, 0x11, 0xE0]) == .xlsx)
        #expect(UploadForm(name: "a.XLSX", bytes: []) == .xlsx)
        #expect(UploadForm(name: "a.CSV", bytes: []) == .csv)
        #expect(UploadForm(name: "a.txt", bytes: []) == .json)
    }
}
