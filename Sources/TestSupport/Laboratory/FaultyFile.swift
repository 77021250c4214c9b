internal import Domain

/// A CSV file of a laboratory, with the expected counts. One row in a hundred has each fault; every fourth report has
/// none.
package struct FaultyFile: Sendable {
    /// The expected numbers of rows, by their final state.
    package struct Expectation: Hashable, Sendable {
        package var rows = 0
        /// The rows of reports without a fault.
        package var taken = 0
        /// The copies of rows in reports without a fault.
        package var duplicates = 0
        /// The rows of the other reports; all of them are held.
        package var held = 0
        /// The copies of rows in held reports, including rows that are copies after the correction.
        package var heldCopies = 0
        /// The number of faulty rows, by code.
        package var faults: [String: Int] = [:]
    }

    package let text: String
    package let expected: Expectation
    /// Row number in the file, from 1 → the corrected row, for every row that is not taken.
    package let mended: [Int: String]

    package static let header = "报告编号,样品标签,检测日期,生产日期,标称,检测项目,检测值,单位,检出限,样品序号"
    /// The scope of the laboratory. It does not contain the item of the rows that are out of scope.
    package static let scope = ["TY-SP", "TY-MAG", "TY-PAE1", "TY-EL-PB", "TY-LBL"]
    package static let outOfScope = "TY-CCC"

    private static let good = [
        ("TY-SP", "合格", ""), ("TY-MAG", "21.0", "kG²mm²"), ("TY-PAE1", "0.02", "%"), ("TY-EL-PB", "8.4", "mg/kg"),
        ("TY-LBL", "合格", ""),
    ]

    /// The cells of a row, as text.
    private struct Cells {
        var number: String
        var label: String
        var testedOn = "2026-11-12"
        var producedOn = "2026-05-20"
        var declared = "variant=standard"
        var item: String
        var value: String
        var unit: String
        var specimen: String

        var text: String {
            [number, label, testedOn, producedOn, declared, item, value, unit, "", specimen].joined(separator: ",")
        }
    }

    /// Each fault, with the change that adds it to a good row.
    private static let faults: [(code: IntakeFault.Code, spoil: @Sendable (inout Cells) -> Void)] = [
        (.malformed, { $0.unit += ",," }),
        (.missingField, { $0.item = "" }),
        (.unreadableDate, { $0.testedOn = "十一月十二日" }),
        (.unreadableField, { $0.specimen = "第一件" }),
        (.unreadableValue, { $0.value = "约零点零二" }),
        (.unknownSample, { $0.label = "S-0000-0000" }),
        (.wrongProduct, { $0.item = "TX-HCHO" }),
        (.unknownItem, { $0.item = "TY-XYZ" }),
        (.outOfScope, { $0.item = outOfScope }),
        (.testedBeforeReceived, { $0.testedOn = "2026-10-01" }),
        (.headDiffers, { $0.producedOn = "2025-05-20" }),
    ]

    /// - Parameters:
    ///   - labels: the samples; each has one report.
    ///   - rows: the number of rows in each report, 1 to 5000, without duplicates.
    package init(labels: [String], rows: Int) {
        var lines = [Self.header]
        var expected = Expectation()
        var mended: [Int: String] = [:]
        func add(_ line: String) {
            lines.append(line)
            expected.rows += 1
        }
        for (report, label) in labels.enumerated() {
            let isWhole = report % 4 == 3
            let before = expected.rows
            defer { if !isWhole { expected.held += expected.rows - before } }
            for row in 0..<rows {
                let item = Self.good[row % Self.good.count]
                let cells = Cells(
                    number: "R-\(report + 1)", label: label, item: item.0, value: item.1, unit: item.2,
                    specimen: String(row / Self.good.count + 1))
                // Different reports have faults in different items, but never in the rows that define the head of the
                // report.
                let fault = (row + report * 7) % 100
                let kind = isWhole && fault < 12 ? 99 : fault
                var spoiled = cells
                switch kind {
                case 0..<Self.faults.count:
                    Self.faults[kind].spoil(&spoiled)
                    add(spoiled.text)
                    expected.faults[Self.faults[kind].code.rawValue, default: 0] += 1
                    mended[expected.rows] = cells.text
                case 11:
                    // Two rows state different values for the same result.
                    spoiled.value = item.1 == "合格" ? "不合格" : item.1 + "1"
                    add(cells.text)
                    mended[expected.rows] = cells.text
                    add(spoiled.text)
                    mended[expected.rows] = cells.text
                    expected.faults[IntakeFault.Code.conflictingDuplicate.rawValue, default: 0] += 2
                    expected.heldCopies += 1
                case 12:
                    add(cells.text)
                    add(cells.text)
                    if isWhole {
                        expected.taken += 1
                        expected.duplicates += 1
                    } else {
                        expected.heldCopies += 1
                    }
                default:
                    add(cells.text)
                    if isWhole { expected.taken += 1 }
                }
            }
        }
        text = lines.joined(separator: "\n") + "\n"
        self.expected = expected
        self.mended = mended
    }
}
