import Domain
import Rulebook
import TestSupport
import Testing

@Suite("The evidence rules")
struct EvidenceFileTests {
    private func read(_ yaml: String) throws -> EvidenceRules {
        try EvidenceFile.read(Array(yaml.utf8), file: "Criteria/shared/evidence.yaml")
    }

    private func mistakes(_ yaml: String) -> [Diagnostic] {
        do throws(RulebookError) {
            _ = try EvidenceFile.read(Array(yaml.utf8), file: "Criteria/shared/evidence.yaml")
            return []
        } catch {
            return error.diagnostics
        }
    }

    @Test("that are shipped equal the program's own, and require nothing until an authority sets a requirement")
    func shipped() throws {
        let evidence = try Repository.rulebook().evidence
        #expect(evidence.limits == EvidenceLimits() && evidence.required.isEmpty && evidence.products.isEmpty)
        #expect(evidence.rule.file.hasSuffix("Criteria/shared/evidence.yaml") && Digest.isSHA256(evidence.rule.hash))
    }

    @Test("name kinds and counts, for all products and for a single product")
    func needs() throws {
        let rules = try read(
            """
            limits: {pieceMegabytes: 3, abandonedAfterHours: 1}
            required:
              - {anyOf: [photo, video], least: 2}
            products:
              toys: [{anyOf: [instrument]}]
            """)
        #expect(rules.limits.pieceBytes == 3 << 20 && rules.limits.openUploads == 16)
        #expect(rules.required == [EvidenceNeed(anyOf: [.photo, .video], least: 2)])
        #expect(rules.products == ["toys": [EvidenceNeed(anyOf: [.instrument], least: 1)]])
    }

    @Test(
        "a mistake is reported with its key and its line",
        arguments: [
            ("limits:\n  pieceMegabytes: 0\n", "limits.pieceMegabytes", 2), ("limit: {}\n", "", 1),
            ("limits: {pieces: 1}\n", "limits", 1), ("required:\n  - {anyOf: [foto]}\n", "required[0].anyOf[0]", 2),
            ("required:\n  - {anyOf: []}\n", "required[0].anyOf", 2), ("required:\n  - {least: 1}\n", "required[0]", 2),
            ("required:\n  - {anyOf: [photo, photo]}\n", "required[0].anyOf", 2),
            ("required: [{anyOf: [photo], least: 0}]\n", "required[0].least", 1), ("required: photo\n", "required", 1),
            ("products:\n  toys: {photo: 1}\n", "products.toys", 2),
        ])
    func mistake(_ yaml: String, _ key: String, _ line: Int) {
        let found = mistakes(yaml)
        #expect(found.contains { $0.key == key && $0.line == line }, "\(found)")
    }

    @Test("an unknown product is a mistake: with a mistyped code, the product would need no evidence")
    func unknownProduct() throws {
        let folder = try TemporaryFolder()
        for name in try Repository.names(in: "Criteria") where name.hasSuffix(".yaml") {
            try folder.write(Repository.bytes("Criteria/" + name), to: name)
        }
        try folder.makeFolder("shared")
        try folder.write(Array("products: {toyz: [{anyOf: [photo]}]}\n".utf8), to: "shared/evidence.yaml")
        #expect {
            try Rulebook.load(crawlers: Repository.root + "/Crawlers", criteria: folder.path)
        } throws: { error in
            (error as? RulebookError)?.diagnostics.map(\.key) == ["products.toyz"]
        }
    }
}
