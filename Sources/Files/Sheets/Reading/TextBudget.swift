internal import Domain

/// How many bytes of text the rows of one sheet may still hold. What a file holds once may stand in many cells: a shared
/// text, a merged cell; unpacked size does not bound that.
struct TextBudget {
    private let sheet: String
    private let limit: Int
    private var taken = 0

    init(sheet: String, limits: SheetLimits) {
        self.sheet = sheet
        limit = limits.textBytes
    }

    mutating func take(_ text: String) throws(UploadFault) {
        taken += text.utf8.count
        guard taken <= limit else { throw UploadFault("表“\(sheet)”", SheetWording.tooMuchText(limit)) }
    }
}
