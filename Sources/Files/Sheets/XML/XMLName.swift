#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The name of an element while it is read, without its namespace: `row` of `x:row`. An element outside the namespaces
/// of OOXML has no name here.
struct XMLName {
    private let pointer: UnsafePointer<CChar>
    private let isForeign: Bool

    /// The separator between namespace and name that is given to the parser. Neither of them may contain it.
    static let separator = CChar(bitPattern: UInt8(ascii: "|"))

    /// - Parameter pointer: `namespace|name`, or a name without a namespace.
    init(_ pointer: UnsafePointer<CChar>) {
        self.pointer = localPart(pointer)
        isForeign =
            self.pointer != pointer && !begins(pointer, "http://schemas.openxmlformats.org/")
            && !begins(pointer, "http://purl.oclc.org/ooxml/")
    }

    static func == (name: XMLName, text: StaticString) -> Bool {
        !name.isForeign && equal(name.pointer, text)
    }
}

/// The attributes of an element while it is read, looked up by their names without prefix.
struct XMLAttributes {
    /// Name, value, name, value, … and a null pointer.
    private let list: UnsafeMutablePointer<UnsafePointer<CChar>?>

    init(_ list: UnsafeMutablePointer<UnsafePointer<CChar>?>) {
        self.list = list
    }

    /// The bytes of an attribute's value, without the zero after them; valid until the element's handler returns.
    func bytes(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? {
        var next = list
        while let key = next[0], let value = next[1] {
            if equal(localPart(key), name) {
                return UnsafeBufferPointer(
                    start: UnsafeRawPointer(value).assumingMemoryBound(to: UInt8.self), count: strlen(value))
            }
            next += 2
        }
        return nil
    }

    subscript(name: StaticString) -> String? {
        bytes(name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A whole number from 0; nil if the attribute is missing or is not such a number.
    func whole(_ name: StaticString) -> Int? {
        bytes(name).flatMap(wholeNumber)
    }

    /// Whether the value is `1` or `true`, the forms of XML Schema.
    func flag(_ name: StaticString) -> Bool {
        guard let bytes = bytes(name) else { return false }
        return bytes.elementsEqual("1".utf8) || bytes.elementsEqual("true".utf8)
    }

    /// Whether the value is `0` or `false`.
    func isOff(_ name: StaticString) -> Bool {
        guard let bytes = bytes(name) else { return false }
        return bytes.elementsEqual("0".utf8) || bytes.elementsEqual("false".utf8)
    }

    /// The value of a property that is an element, such as `<strike/>`: on, unless `val` states otherwise.
    var isOn: Bool {
        bytes("val") == nil || flag("val")
    }
}

/// The number written with at most nine ASCII digits.
func wholeNumber(_ bytes: some Collection<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 9 else { return nil }
    var value = 0
    for byte in bytes {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
    }
    return value
}

private func localPart(_ name: UnsafePointer<CChar>) -> UnsafePointer<CChar> {
    guard let separator = strrchr(name, Int32(XMLName.separator)) else { return name }
    return UnsafePointer(separator) + 1
}

private func begins(_ text: UnsafePointer<CChar>, _ other: StaticString) -> Bool {
    strncmp(
        text, UnsafeRawPointer(other.utf8Start).assumingMemoryBound(to: CChar.self), other.utf8CodeUnitCount) == 0
}

private func equal(_ text: UnsafePointer<CChar>, _ other: StaticString) -> Bool {
    strcmp(text, UnsafeRawPointer(other.utf8Start).assumingMemoryBound(to: CChar.self)) == 0
}
