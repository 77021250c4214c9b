import Foundation
import TestSupport
import Testing

/// Every relative link of every document leads to an existing file, and to an existing heading if it names one.
@Suite struct DocumentLinkTests {
    /// The targets of the links in a text, without those in `code`.
    private static func links(in text: String) -> [String] {
        text.replacing(/`[^`\n]*`/, with: "").matches(of: /\]\(([^()\s]+)\)/).map { String($0.1) }
    }

    /// The anchors of a document, made of its headings as GitHub makes them.
    private static func anchors(in text: String) -> Set<String> {
        var seen: [String: Int] = [:]
        var anchors: Set<String> = []
        for line in text.split(separator: "\n") {
            guard let heading = line.firstMatch(of: /^#{1,6} +(.*?)\s*$/)?.1 else { continue }
            let kept = heading.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }
            let slug = kept.replacing(" ", with: "-")
            let count = seen[slug, default: 0]
            seen[slug] = count + 1
            anchors.insert(count == 0 ? slug : "\(slug)-\(count)")
        }
        return anchors
    }

    @Test("every relative link and anchor of every document leads to an existing place")
    func links() throws {
        let documents = try Documents.all()
        #expect(documents.contains("README.zh-CN.md") && documents.contains("docs/guides/operator.md"))
        for document in documents {
            let folder = document.split(separator: "/").dropLast().joined(separator: "/")
            for link in Self.links(in: try Documents.parts(document).text) where link.firstMatch(of: /^[a-z]+:/) == nil
            {
                let halves = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
                let path = halves[0].removingPercentEncoding ?? String(halves[0])
                let target = path.isEmpty ? document : folder.isEmpty ? path : folder + "/" + path
                let place = URL(fileURLWithPath: Repository.root + "/" + target).standardizedFileURL.path
                #expect(FileManager.default.fileExists(atPath: place), "\(document): \(link)")
                guard halves.count == 2, place.hasSuffix(".md"), FileManager.default.fileExists(atPath: place) else {
                    continue
                }
                let text = try Documents.parts(String(place.dropFirst(Repository.root.count + 1))).text
                let anchor = halves[1].removingPercentEncoding ?? String(halves[1])
                #expect(Self.anchors(in: text).contains(anchor), "\(document): \(link)")
            }
        }
    }

    @Test("the folder map of both READMEs names every target and every folder")
    func folderMap() throws {
        let targets = try Repository.names(in: "Sources").filter { $0.firstMatch(of: /^C[A-Z]/) == nil }
        let folders = ["Crawlers", "Criteria", "Fixtures", "Sources", "Tests", "Benchmarks", "docs", "packaging"]
        for document in ["README.md", "README.zh-CN.md"] {
            let text = try Repository.text(document)
            #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 121, "\(document)")
            for name in targets + folders { #expect(text.contains("\(name)/"), "\(document): \(name)/") }
        }
        for folder in folders { #expect(try !Repository.names(in: folder).isEmpty, "\(folder)") }
    }
}
