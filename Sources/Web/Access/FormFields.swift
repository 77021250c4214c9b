internal import Domain

/// The fields of a form or of a query (`application/x-www-form-urlencoded`), in their order.
struct FormFields: Hashable, Sendable {
    struct Pair: Hashable, Sendable {
        let name: String
        let value: String
    }

    static let most = 2_000

    let fields: [Pair]

    static let none = FormFields(fields: [])

    init(fields: [Pair]) {
        self.fields = fields
    }

    /// Nil if the text is not decodable, is not UTF-8, or contains a control character other than a line break. A line
    /// break is one line feed in the value, as it was typed.
    init?(_ bytes: [UInt8]) {
        var fields: [Pair] = []
        for part in bytes.split(separator: UInt8(ascii: "&")) {
            let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard fields.count < Self.most, let name = Self.text(pair[0]),
                let value = pair.count == 2 ? Self.text(pair[1]) : "",
                !name.holdsControlCharacters(), !value.holdsControlCharacters(lineBreaks: true)
            else { return nil }
            fields.append(Pair(name: name, value: value))
        }
        self.fields = fields
    }

    /// The first value of a field.
    subscript(name: String) -> String? {
        fields.first { $0.name == name }?.value
    }

    /// All values of a field, such as those of checked boxes.
    func all(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    /// The value of a field without white space at its ends; empty if the field is absent.
    func text(_ name: String) -> String {
        (self[name] ?? "").trimmed
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = bytes
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                    return nil
                }
                decoded.append(high << 4 | low)
            default: decoded.append(byte)
            }
        }
        // A browser sends a line break as CR LF.
        let lines = decoded.split(separator: 0x0D, omittingEmptySubsequences: false)
        let joined = lines.enumerated().flatMap { index, line -> [UInt8] in
            index == 0 || line.first == 0x0A ? Array(line) : [0x0A] + Array(line)
        }
        return String(validating: joined, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
