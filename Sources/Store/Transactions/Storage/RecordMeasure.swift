package import Domain
internal import GRDB

extension Store {
    /// Keeps the measure of a day. A day is measured once.
    package func recordMeasure(_ measure: StorageMeasure) async throws {
        try await write { database, now in
            let added = try database.change(
                """
                INSERT INTO storageMeasure (day, logBytes, evidenceBytes, measuredAt) VALUES ($1, $2, $3, $4)
                ON CONFLICT (day) DO NOTHING
                """,
                measure.day.text, measure.logBytes, measure.evidenceBytes, now.milliseconds)
            guard added == 1 else { return }
            for (part, bytes) in measure.parts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                try database.run(
                    "INSERT INTO storagePart (day, part, bytes) VALUES ($1, $2, $3)", measure.day.text, part.rawValue,
                    bytes)
            }
        }
    }
}
