internal import Domain

/// Number of bytes of text that the rows of one sheet may still contain. A text that is in the file once (a shared
/// text, a merged cell) may be in many cells, so the unpacked size does not limit it.
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
