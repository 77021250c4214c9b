internal import Dispatch
package import Domain
internal import Print
internal import Rulebook
internal import Store

/// Makes the screening report of a sample: the value from what is on record, and the paper from the value.
package struct MakeReport: Sendable {
    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    /// Pictures of one report that are shown; further ones stand in the list with their hashes.
    private static let mostPictures = 60

    /// One document at a time, on a thread that is not a cooperative one: what pictures of strangers cost in memory is
    /// bounded once for the whole process.
    private static let press = DispatchQueue(label: "sushai.documents")

    /// The report that `reference` (sample label or report number) names, as `audience` may see it.
    ///
    /// `laboratory` and `region` bound what exists for whoever asks.
    package func report(
        _ reference: String, of laboratory: String? = nil, in region: RegionCode = .everywhere, version: Int? = nil,
        for audience: ScreeningReport.Audience
    ) async throws -> ScreeningReport {
        let id = try await context.store.report(named: reference, of: laboratory, in: region, version: version)
        let facts = try await context.store.screeningReportFacts(report: id)
        return ScreeningReport(
            facts, criteria: context.rulebook.criteria[facts.product], authority: context.authority, for: audience)
    }

    /// The report as a file.
    package func file(_ report: ScreeningReport, as format: DocumentFormat) async throws -> [UInt8] {
        let vault = context.store.evidence
        return try await withCheckedThrowingContinuation { continuation in
            Self.press.async {
                continuation.resume(with: Result { try Self.render(report, as: format, vault) })
            }
        }
    }

    private static func render(
        _ report: ScreeningReport, as format: DocumentFormat, _ vault: EvidenceVault
    ) throws -> [UInt8] {
        var pictures: [String: Thumbnail] = [:]
        for piece in report.evidence.filter(\.isPicture).prefix(mostPictures) where piece.bytes <= Thumbnail.mostBytes {
            // A file that is gone or no longer what its hash says is not shown under that hash.
            guard let bytes = try? vault.contents(of: piece.hash), Digest.sha256(bytes) == piece.hash else { continue }
            pictures[piece.hash] = Thumbnail(of: bytes)
        }
        let document = PrintDocument(report)
        do {
            switch format {
            case .html: return Array(HTMLPage.render(document, pictures: pictures).utf8)
            case .pdf: return try PDF.render(document, pictures: pictures)
            }
        } catch let problem as DocumentProblem {
            throw PermanentFailure(problem.description)
        }
    }
}
