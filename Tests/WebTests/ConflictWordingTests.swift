import TestSupport
import Testing

@testable import Web

struct ConflictWordingTests {
    @Test("The answer to a conflict is Chinese, also to one that nobody thought of")
    func unknown() {
        let sentence = ConflictWording.sentence(of: "purchase task 7 is purchased, not open")
        #expect(sentence.contains("冲突") && !sentence.contains("open"))
    }

    @Test(
        "What requests can meet has a sentence of its own: the store's words are still those that it is known by",
        arguments: [
            "ReviewUpload", "DismissRows", "RecordSampleReceipt", "DecideTakedown",
            "RecordBlindDuplicate",
        ])
    func known(_ transaction: String) throws {
        let source = try Repository.text("Sources/Store/Transactions/\(transaction).swift")
        let reasons = source.split(separator: "StoreError.conflict(").dropFirst().compactMap {
            $0.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false).dropFirst().first
        }
        #expect(!reasons.isEmpty)
        for reason in reasons { #expect(!ConflictWording.sentence(of: String(reason)).contains("冲突"), "\(reason)") }
    }
}
