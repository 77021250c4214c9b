/// The parameters of an address, in their order: `product=toys&sort=-price`.
package struct QueryItems: Hashable, Sendable {
    package struct Item: Hashable, Sendable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package private(set) var items: [Item]

    package init(_ items: [Item] = []) {
        self.items = items
    }

    /// Reads the part of an address after `?`, or the body of a form. Every text can be read: an escape that is not one
    /// stays as it is written, and bytes that are not UTF-8 become U+FFFD.
    package init(text: String) {
        items = text.utf8.split(separator: UInt8(ascii: "&")).map { part in
            let sides = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            return Item(Self.decoded(sides[0]), sides.count == 2 ? Self.decoded(sides[1]) : "")
        }
    }

    /// The form that `init(text:)` reads. It needs no further escape in an address.
    package var text: String {
        var bytes: [UInt8] = []
        for item in items {
            if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
            Self.append(item.name, to: &bytes)
            bytes.append(UInt8(ascii: "="))
            Self.append(item.value, to: &bytes)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    package var isEmpty: Bool {
        items.isEmpty
    }

    /// The first value with this name that is not empty. A form sends its empty fields too.
    package subscript(name: String) -> String? {
        items.first { $0.name == name && !$0.value.isEmpty }?.value
    }

    /// All values with this name that are not empty.
    package func all(_ name: String) -> [String] {
        items.compactMap { $0.name == name && !$0.value.isEmpty ? $0.value : nil }
    }

    package mutating func append(_ name: String, _ value: String?) {
        if let value, !value.isEmpty { items.append(Item(name, value)) }
    }

    package mutating func append(_ other: QueryItems) {
        items += other.items
    }

    package func without(_ names: String...) -> QueryItems {
        QueryItems(items.filter { !names.contains($0.name) })
    }
}

extension QueryItems {
    private static func decoded(_ bytes: Substring.UTF8View.SubSequence) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = bytes
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                let digits = rest.prefix(2).compactMap(digit)
                if digits.count == 2 {
                    decoded.append(digits[0] << 4 | digits[1])
                    rest = rest.dropFirst(2)
                } else {
                    decoded.append(byte)
                }
            default: decoded.append(byte)
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            if isPlain(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
    }

    /// The characters that RFC 3986 never requires to be escaped, and those that keep a value readable.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: ","),
            UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "/"):
            true
        default: false
        }
    }
}
