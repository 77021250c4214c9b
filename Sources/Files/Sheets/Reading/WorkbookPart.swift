internal import Domain

/// The part of the workbook itself: its list of sheets and its date system.
final class WorkbookPart: XMLHandler {
    struct ListedSheet {
        let name: String
        let isHidden: Bool
        let relationship: String
    }

    private let limits: SheetLimits
    private(set) var sheets: [ListedSheet] = []
    private(set) var dates = DateSystem.from1900

    init(limits: SheetLimits) {
        self.limits = limits
    }

    func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(UploadFault) {
        if name == "workbookPr" {
            dates = attributes.flag("date1904") ? .from1904 : .from1900
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
