import Domain
import Testing

@Suite struct EvidenceRulesTests {
    private let rule = RuleReference(file: "Criteria/shared/evidence.yaml", hash: Digest.sha256("rule"))

    @Test(
        "What is missing is each need less the pieces of its kinds",
        arguments: [
            ([:], ["photo|video:1", "instrument:2"]), ([.photo: 1], ["instrument:2"]),
            ([.video: 3, .instrument: 1], ["instrument:1"]), ([.document: 9], ["photo|video:1", "instrument:2"]),
            ([.photo: 1, .instrument: 2], []),
        ] as [([EvidenceKind: Int], [String])])
    func missing(_ pieces: [EvidenceKind: Int], _ expected: [String]) {
        let requirement = EvidenceRequirement(
            needs: [EvidenceNeed(anyOf: [.photo, .video], least: 1), EvidenceNeed(anyOf: [.instrument], least: 2)],
            rule: rule)
        #expect(requirement.missing(having: pieces).map(\.stored) == expected)
    }

    @Test("The needs of a product replace the general needs, even if they are empty")
    func products() {
        let rules = EvidenceRules(
            required: [EvidenceNeed(anyOf: [.photo], least: 1)],
            products: ["toys": [EvidenceNeed(anyOf: [.video], least: 2)], "lamps": []], rule: rule)
        #expect(rules.requirement(of: "toys").needs.map(\.stored) == ["video:2"])
        #expect(rules.requirement(of: "lamps").needs.isEmpty)
        #expect(rules.requirement(of: "umbrellas").needs.map(\.stored) == ["photo:1"])
        #expect(EvidenceRules.standard.requirement(of: "toys").needs.isEmpty)
    }

    @Test(
        "The stored form of a need is read back; any other text is refused",
        arguments: ["", "photo", "photo:0", "photo:-1", "photo:x", ":1", "foto:1", "photo||video:1", "photo:1:2"])
    func stored(_ text: String) {
        #expect(EvidenceNeed(stored: text) == nil)
        let need = EvidenceNeed(anyOf: [.photo, .video], least: 12)
        #expect(EvidenceNeed(stored: need.stored) == need)
    }

    @Test("Missing evidence is named in Chinese")
    func wording() {
        let missing = [EvidenceNeed(anyOf: [.photo, .video], least: 1), EvidenceNeed(anyOf: [.instrument], least: 2)]
        #expect(EvidenceWording.held(missing) == "暂缓判定：缺少照片或视频1份、仪器文件2份")
    }

    @Test(
        "A file name is a plain name",
        arguments: [
            ("a.jpg", true), ("磁体 1.jpg", true), ("", false), (" ", false), (".", false), ("..", false),
            ("../a.jpg", false), ("a/b", false), ("C:\\a.jpg", false), ("a\u{0}.jpg", false), ("a\n.jpg", false),
            (String(repeating: "a", count: 200), true), (String(repeating: "a", count: 201), false),
            ("/\u{301}a", false),
        ])
    func names(_ name: String, _ good: Bool) {
        #expect(UploadPlan.isName(name) == good)
    }

    @Test("A kind accepts only suitable file types")
    func kinds() {
        #expect(EvidenceType.allCases.filter(EvidenceKind.photo.accepts) == [.jpeg, .png, .heic, .heif, .webp])
        #expect(EvidenceType.allCases.filter(EvidenceKind.video.accepts) == [.mp4, .m4v, .quickTime, .matroska, .webm])
        #expect(EvidenceKind.instrument.accepts(.csv) && !EvidenceKind.instrument.accepts(.mp4))
        #expect(EvidenceKind.document.accepts(.pdf) && !EvidenceKind.document.accepts(.text))
        #expect(Set(EvidenceType.allCases.map(\.fileExtension)).count == EvidenceType.allCases.count)
    }
}
