internal import Domain

/// The formats that cells refer to by number. Of each format only its effect on a number is kept.
final class CellStyles: XMLHandler {
    private let limits: SheetLimits
    private var codes: [Int: NumberFormat] = [:]
    private var formats: [Int] = []
    private var isCellFormats = false

    init(limits: SheetLimits) {
        self.limits = limits
    }

    /// The format of cells with `s="index"`; nil if no format has this number.
    func format(_ index: Int) -> NumberFormat? {
        // Workbooks without styles are legal. Their cells all have the first format.
        if index == 0, formats.isEmpty { return .general }
        guard formats.indices.contains(index) else { return nil }
        return codes[formats[index]] ?? NumberFormat(builtIn: formats[index])
    }

    func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(UploadFault) {
        if name == "numFmt", let id = attributes.whole("numFmtId"), let code = attributes.bytes("formatCode") {
            guard codes.count < limits.styles else { throw tooMany }
            codes[id] = NumberFormat(code: code)
        } else if name == "cellXfs" {
            isCellFormats = true
        } else if name == "xf", isCellFormats {
            guard formats.count < limits.styles else { throw tooMany }
            formats.append(attributes.whole("numFmtId") ?? 0)
        }
    }

    func end(_ name: XMLName) {
        if name == "cellXfs" { isCellFormats = false }
    }

    func text(_: UnsafeBufferPointer<UInt8>) {}

    private var tooMany: UploadFault {
        UploadFault(SheetWording.file, SheetWording.tooMany("单元格格式", limits.styles))
    }
}
