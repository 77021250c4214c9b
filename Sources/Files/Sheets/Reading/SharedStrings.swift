internal import Domain

/// The texts that a workbook stores once for all its cells. Runs in different fonts form one text.
final class SharedStrings: XMLHandler {
    private let limits: SheetLimits
    private var texts: [String] = []
    private var struck: Set<Int> = []
    private var current = CellText()

    init(limits: SheetLimits) {
        self.limits = limits
    }

    subscript(index: Int) -> String? {
        texts.indices.contains(index) ? texts[index] : nil
    }

    /// Whether a part of the text is struck out.
    func isStruck(_ index: Int) -> Bool {
        struck.contains(index)
    }

    func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(UploadFault) {
        if name == "si" { current.restart() }
        current.begin(name, attributes)
    }

    func end(_ name: XMLName) throws(UploadFault) {
        current.end(name)
        guard name == "si" else { return }
        guard texts.count < limits.sharedStrings else {
            throw UploadFault(SheetWording.file, SheetWording.tooMany("不同的文字", limits.sharedStrings))
        }
        if current.isStruck { struck.insert(texts.count) }
        texts.append(current.text)
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(UploadFault) {
        guard current.append(bytes, limit: limits.cellBytes) else {
            throw UploadFault(SheetWording.file, SheetWording.cellTooLong)
        }
    }
}
