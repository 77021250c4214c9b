/// The normal form of a title, in which words and packs are searched. The title as received is stored and shown.
///
/// `docs/reference/title-form.md` lists what it folds. ASCII case is not part of it.
package enum TitleForm {
    /// The normal form of `title`.
    package static func normal(_ title: String) -> String {
        isPlain(title) ? title : complete(title)
    }

    /// Whether the fast test finds that `title` is its own normal form.
    package static func isPlain(_ title: String) -> Bool {
        var title = title
        return title.withUTF8 { isPlain(UnsafeRawBufferPointer($0)) }
    }

    /// The normal form without the fast test.
    package static func complete(_ title: String) -> String {
        var title = title
        var normal: [UInt8] = []
        title.withUTF8 { append(UnsafeRawBufferPointer($0), to: &normal) }
        return String(decoding: normal, as: UTF8.self)
    }

    /// The normal form of `text` without outer blanks, with ASCII letters in lower case. Words of rules are compared in
    /// this form.
    package static func folded(_ text: String) -> [UInt8] {
        let bytes = foldedASCII(normal(text).utf8)
        guard let first = bytes.firstIndex(where: { $0 != 0x20 }), let last = bytes.lastIndex(where: { $0 != 0x20 })
        else { return [] }
        return Array(bytes[first...last])
    }

    /// Calls `body` with the bytes of the normal form. A plain title is not copied.
    static func withNormal<Value>(_ title: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
        guard !isPlain(title) else { return body(title) }
        var normal: [UInt8] = []
        append(title, to: &normal)
        return normal.withUnsafeBytes(body)
    }

    /// Appends the normal form of `title`, which is valid UTF-8.
    static func append(_ title: UnsafeRawBufferPointer, to normal: inout [UInt8]) {
        var text = String(decoding: title, as: UTF8.self)
        // A title may be escaped twice: `&amp;#30005;`.
        for _ in 0..<3 where text.utf8.contains(UInt8(ascii: "&")) { text = HTMLEntities.decoded(text) }
        var scalars: [UInt32] = []
        scalars.reserveCapacity(title.count)
        for scalar in text.unicodeScalars { append(scalar, to: &scalars) }
        join(scalars, to: &normal)
    }

    private static let blank: UInt32 = 0x20

    private static func append(_ scalar: Unicode.Scalar, to scalars: inout [UInt32]) {
        let value = scalar.value
        if value < 0x80 { return append(value < 0x20 || value == 0x7F ? blank : value, to: &scalars) }
        // These are tested first: nearly all characters of a title are among them.
        if (0x3400...0x9FFF).contains(value) || isPunctuation(value) { return append(value, to: &scalars) }
        if let text = CompatibilityForms.replacement(of: value) {
            for scalar in String(decoding: text, as: UTF8.self).unicodeScalars { append(scalar.value, to: &scalars) }
            return
        }
        switch value {
        case 0x2715, 0x2716, 0x2A2F: append(0xD7, to: &scalars)
        case 0x80...0xA0, 0xB7, 0x2022, 0x2027, 0x2219, 0x30FB: append(blank, to: &scalars)
        case 0x300...0x36F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0x302A...0x302F, 0xFE20...0xFE2F: break
        // Arrows, shapes, pictures, emoji, and characters of private fonts.
        case 0x2190...0x23FF, 0x2500...0x27BF, 0x2900...0x29FF, 0x2B00...0x2BFF, 0x1F000...0x1FAFF, 0xE000...0xF8FF,
            0xF0000...0x10FFFF:
            append(blank, to: &scalars)
        default:
            let properties = scalar.properties
            if properties.isDefaultIgnorableCodePoint { return }
            append(properties.isWhitespace ? blank : value, to: &scalars)
        }
    }

    /// Full width punctuation is frequent in titles and no part of a word, so it stays: ！（），：；？.
    private static func isPunctuation(_ value: UInt32) -> Bool {
        switch value {
        case 0xFF01, 0xFF08, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F: true
        default: false
        }
    }

    /// Several blanks become one.
    @inline(__always)
    private static func append(_ value: UInt32, to scalars: inout [UInt32]) {
        if value != blank || scalars.last != blank { scalars.append(value) }
    }

    /// Removes separators beside a Chinese character that is separated on both sides: `充 电 宝`, `充|电|宝`.
    private static func join(_ scalars: [UInt32], to normal: inout [UInt8]) {
        func isSingle(_ place: Int) -> Bool {
            (place == 0 || isSeparator(scalars[place - 1]))
                && (place == scalars.count - 1 || isSeparator(scalars[place + 1]))
        }
        for (place, value) in scalars.enumerated() {
            if isSeparator(value), place > 0, place + 1 < scalars.count, isChinese(scalars[place - 1]),
                isChinese(scalars[place + 1]), isSingle(place - 1) || isSingle(place + 1)
            {
                continue
            }
            if value < 0x80 {
                normal.append(UInt8(value))
            } else if let scalar = Unicode.Scalar(value) {
                normal.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }

    private static func isSeparator(_ value: UInt32) -> Bool {
        switch value {
        case blank, 0x2E, 0x5E, 0x5F, 0x7C: true
        default: false
        }
    }

    private static func isChinese(_ value: UInt32) -> Bool {
        (0x3400...0x9FFF).contains(value) || (0x20000...0x2FFFF).contains(value)
    }
}
