import Domain
import Store
import TestSupport
import Workers

/// Rows of a report on a toy that meets all criteria, with values to change.
enum ToyReport {
    static let header = "报告编号,样品标签,检测日期,生产日期,标称,检测项目,检测值,单位,样品序号,更正原因\n"

    /// The magnet is loose and fits into the small parts cylinder: its flux index decides.
    private static let good = [
        "TY-SP": ("合格", ""), "TY-BALL": ("合格", ""), "TY-EDGE": ("合格", ""), "TY-MAG": ("21.0", "kG²mm²"),
        "TY-MAG-SP": ("不合格", ""), "TY-FILM": ("合格", ""), "TY-PAE1": ("0.02", "%"), "TY-PAE2": ("0.02", "%"),
        "TY-EL-SB": ("2", "mg/kg"), "TY-EL-AS": ("2", "mg/kg"), "TY-EL-BA": ("21.3", "mg/kg"),
        "TY-EL-CD": ("2", "mg/kg"), "TY-EL-CR": ("1.6", "mg/kg"), "TY-EL-PB": ("8.4", "mg/kg"),
        "TY-EL-HG": ("2", "mg/kg"), "TY-EL-SE": ("2", "mg/kg"), "TY-LBL": ("合格", ""), "TY-CCC": ("合格", ""),
    ]

    /// The number of rows of a whole report.
    static let rows = good.count

    private static let declared =
        "variant=standard;age=under36;mouthable=can;magnet=loose;projectile=without;ccc=inside"

    static func row(
        _ label: String, _ item: String, _ value: String? = nil, specimen: Int = 1, number: String = "R-1",
        on day: String = "2026-11-12", reason: String = ""
    ) -> String {
        let (usual, unit) = good[item] ?? ("合格", "")
        return
            "\(number),\(label),\(day),2026-05-20,\(declared),\(item),\(value ?? usual),\(unit),\(specimen),\(reason)\n"
    }

    /// All rows except those in `without`, with the header.
    static func text(
        _ label: String, without: Set<String> = [], values: [String: String] = [:], on day: String = "2026-11-12",
        reason: String = ""
    ) -> String {
        header
            + good.keys.sorted().filter { !without.contains($0) }.map {
                row(label, $0, values[$0], on: day, reason: reason)
            }.joined()
    }
}

extension LaboratoryCase {
    /// The verdicts of all versions, the first one first.
    func verdicts() async throws -> [Verdict?] {
        try await store.reports(limit: 100).sorted { $0.version < $1.version }.map(\.verdict)
    }

    /// The only faulty row, of one upload or of all.
    func faultyRow(of upload: Int64? = nil) async throws -> Int64 {
        let rows = try await store.intakeRows(.init(upload: upload, state: .held, faulty: true), limit: 2)
        guard rows.count == 1 else { throw StoreError.inconsistent("\(rows.count) rows are at fault") }
        return rows[0].id
    }

    func mendAndReplay(_ row: Int64, _ text: String, by actor: Actor = .operator) async throws {
        let report = try await store.correctIntakeRow(row, of: nil, to: Array(text.utf8), by: actor)
        try await IntakeReplay(context).run([report], by: actor)
    }

    /// Runs the judging that is due.
    func judge() async throws {
        _ = try await WorkerService.worker(.judge, context).runOnce(store)
    }
}
