package import Domain
internal import GRDB

/// What became of an upload.
package struct FiledReport: Hashable, Sendable {
    package let id: Int64
    package let version: Int
    /// False when the same content had been filed before.
    package let isNew: Bool
}

/// Why a report is not taken. Nothing of it is kept.
package enum ReportRefusal: Error, Hashable, Sendable {
    /// No sample of this laboratory carries the label. A sample of another laboratory is answered the same way.
    case unknownSample(String)
    /// The number is known with other content, and no reason for a correction is given.
    case correctionWithoutReason(number: String)
    /// The laboratory has used the number for another sample.
    case numberOfAnotherSample(number: String)
    /// A first upload must not name a correction reason.
    case nothingToCorrect(number: String)
    /// The sample has been reported under another number.
    case sampleAlreadyReported(number: String)
    case repeatedItem(String)
}

extension Store {
    /// Files what a laboratory reports of one of its samples, and makes its judgement due.
    ///
    /// The same content twice is one report. Other content under the same number is a new version, which must say why;
    /// the earlier version stays in the record.
    package func fileReport(_ submission: ReportSubmission, from laboratory: String) async throws -> FiledReport {
        try await write { database, now in
            if let known = try database.first(
                "SELECT id, version FROM report WHERE laboratory = $1 AND number = $2 AND contentHash = $3",
                laboratory, submission.number, submission.contentHash)
            {
                return FiledReport(id: known["id"], version: known["version"], isNew: false)
            }
            guard
                let sample = try database.first(
                    "SELECT id FROM sample WHERE label = $1 AND laboratory = $2", submission.sampleLabel, laboratory)
            else { throw ReportRefusal.unknownSample(submission.sampleLabel) }
            let version = try database.nextVersion(of: submission, sample: sample["id"], laboratory: laboratory)
            try submission.checkRepeats()
            var writer = try ReportWriter(database, at: now)
            let id = try writer.file(
                .init(
                    submission: submission, contentHash: submission.contentHash, version: version,
                    sample: sample["id"], laboratory: laboratory), by: Actor("laboratory:" + laboratory))
            try writer.enqueue(.judge, key: id)
            return FiledReport(id: id, version: version, isNew: true)
        }
    }
}

extension Database {
    fileprivate func nextVersion(
        of submission: ReportSubmission, sample: Int64, laboratory: String
    ) throws -> Int {
        let latest = try first(
            "SELECT number, version FROM report WHERE sampleId = $1 ORDER BY version DESC LIMIT 1", sample)
        let sameNumber = try first(
            "SELECT sampleId FROM report WHERE laboratory = $1 AND number = $2 LIMIT 1", laboratory, submission.number)
        guard let latest else {
            guard sameNumber == nil else { throw ReportRefusal.numberOfAnotherSample(number: submission.number) }
            guard submission.correctionReason == nil else {
                throw ReportRefusal.nothingToCorrect(number: submission.number)
            }
            return 1
        }
        let number: String = latest["number"]
        guard number == submission.number else { throw ReportRefusal.sampleAlreadyReported(number: number) }
        guard submission.correctionReason != nil else {
            throw ReportRefusal.correctionWithoutReason(number: number)
        }
        return (latest["version"] as Int) + 1
    }
}

extension ReportSubmission {
    fileprivate func checkRepeats() throws(ReportRefusal) {
        var seen: Set<String> = []
        for result in results where !seen.insert("\(result.item)\u{0}\(result.specimen)").inserted {
            throw .repeatedItem(result.item)
        }
    }
}
