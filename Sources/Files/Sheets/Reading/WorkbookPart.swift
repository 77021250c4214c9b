internal import Domain

/// The part of the workbook itself: its list of sheets, its date system, and whether its formulas are calculated.
final class WorkbookPart: XMLHandler {
    struct ListedSheet {
        let name: String
        let isHidden: Bool
        let relationship: String
    }

    private let limits: SheetLimits
    private(set) var sheets: [ListedSheet] = []
    private(set) var dates = DateSystem.from1900
    /// Whether the stored results of formulas may be missing or outdated (ECMA-376 part 1, 18.2.2): the program that
    /// opens the workbook must calculate all, the calculation was not completed, or it is manual and not done at saving.
    private(set) var needsCalculation = false

    init(limits: SheetLimits) {
        self.limits = limits
    }

    func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(UploadFault) {
        if name == "workbookPr" {
            dates = attributes.flag("date1904") ? .from1904 : .from1900
        } else if name == "calcPr" {
            needsCalculation =
                attributes.flag("fullCalcOnLoad") || attributes.flag("forceFullCalc")
                || attributes.isOff("calcCompleted")
                || (attributes["calcMode"] == "manual" && attributes.isOff("calcOnSave"))
        } else if name == "sheet" {
            guard sheets.count < limits.sheets else {
                throw UploadFault(SheetWording.file, SheetWording.tooMany("工作表", limits.sheets))
            }
            let state = attributes["state"] ?? "visible"
            sheets.append(
                ListedSheet(
                    name: attributes["name"] ?? "", isHidden: state != "visible",
                    relationship: attributes["id"] ?? ""))
        }
    }

    func end(_: XMLName) {}
    func text(_: UnsafeBufferPointer<UInt8>) {}
}
