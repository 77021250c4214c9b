package import Domain
internal import Print
internal import Rulebook
internal import Store

/// Makes the screening report of a sample from the stored records, and its file.
package struct MakeReport: Sendable {
    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    /// The maximum number of pictures in the report. The others are listed with their hashes.
    private static let maximumPictures = 60

    /// The report that `reference` (sample label or report number) names, reduced to what `audience` may see.
    ///
    /// Only reports of `laboratory` and within `region` are found.
    package func report(
        _ reference: String, of laboratory: String? = nil, in region: RegionCode = .everywhere, version: Int? = nil,
        for audience: ScreeningReport.Audience
    ) async throws -> ScreeningReport {
        let id = try await context.store.report(named: reference, of: laboratory, in: region, version: version)
        let facts = try await context.store.screeningReportFacts(report: id)
        return ScreeningReport(
            facts, criteria: context.rulebook.criteria[facts.product], authority: context.authority,
            regions: context.rulebook.regions, for: audience)
    }

    package func file(_ report: ScreeningReport, as format: DocumentFormat) async throws -> [UInt8] {
        let vault = context.store.evidence
        return try await DocumentRenderer.file(as: format) { (PrintDocument(report), Self.pictures(report, vault)) }
    }

    private static func pictures(_ report: ScreeningReport, _ vault: EvidenceVault) -> [String: Thumbnail] {
        var pictures: [String: Thumbnail] = [:]
        for piece in report.evidence.filter(\.isPicture).prefix(maximumPictures)
        where piece.bytes <= Thumbnail.maximumBytes {
            // The picture of a missing or changed file is left out.
            guard let bytes = try? vault.contents(of: piece.hash), Digest.sha256(bytes) == piece.hash else { continue }
            pictures[piece.hash] = Thumbnail(of: bytes)
        }
        return pictures
    }
}
