internal import Domain
internal import GRDB

extension Database {
    func insert(_ remarks: [UploadRemark], of upload: Int64) throws {
        for (index, remark) in remarks.enumerated() {
            try run(
                """
                INSERT INTO uploadRemark (uploadId, ordinal, kind, sheet, total, examples)
                VALUES ($1, $2, $3, $4, $5, $6)
                """,
                upload, index + 1, remark.kind.rawValue, remark.sheet, remark.count,
                remark.examples.joined(separator: "\n"))
        }
    }
}
