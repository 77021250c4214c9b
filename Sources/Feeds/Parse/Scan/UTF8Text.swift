internal import CScan

/// Checks of UTF-8, byte by byte or many bytes at once.
enum UTF8Text {
    private static let way = TokenIndexing.best.way ?? sushai_index_plain

    /// Whether the text has no flaw.
    static func isSound(_ base: UnsafePointer<UInt8>, count: Int) -> Bool {
        sushai_is_plain_text(base, count, way)
    }

    /// A character that a text of a listing must not contain.
    enum Flaw {
        case invalid, control
    }

    /// The first flaw of the text, or nil. Line breaks and tabs are no flaws.
    static func flaw(_ base: UnsafePointer<UInt8>, count: Int) -> Flaw? {
        if isSound(base, count: count) { return nil }
        var index = 0
        while index < count {
            let length = sushai_character(base + index, count - index)
            guard length > 0 else { return .invalid }
            let isControl = base[index] < 0x20 && ![0x09, 0x0A, 0x0D].contains(base[index])
            guard !isControl, base[index] != 0x7F else { return .control }
            index += length
        }
        return nil
    }
}
