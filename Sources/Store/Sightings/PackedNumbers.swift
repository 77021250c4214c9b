/// Numbers of variable length: seven bits in a byte, the lowest first. The top bit says that another byte follows.
struct PackedNumbers {
    private(set) var bytes: [UInt8]

    /// - Parameter bytes: what the numbers are added to.
    init(adding bytes: [UInt8] = []) {
        self.bytes = bytes
    }

    mutating func append(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// A number of either sign: small magnitudes are short.
    mutating func append(signed number: Int64) {
        append(UInt64(bitPattern: number << 1 ^ number >> 63))
    }

    /// A number that is not negative, or none.
    mutating func append(optional number: Int64?) {
        append(number.map { UInt64(bitPattern: $0) + 1 } ?? 0)
    }

    mutating func append(text: String) {
        append(bytes: text.utf8)
    }

    mutating func append(bytes added: some Collection<UInt8>) {
        append(UInt64(added.count))
        bytes.append(contentsOf: added)
    }
}

/// Reads what `PackedNumbers` wrote. Bytes that it cannot have written are an error, never another number.
struct PackedReader {
    private let bytes: [UInt8]
    private let end: Int
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.init(bytes, bytes.indices)
    }

    /// Reads a part of `bytes`.
    init(_ bytes: [UInt8], _ part: Range<Int>) {
        self.bytes = bytes
        (position, end) = (part.lowerBound, part.upperBound)
    }

    var isAtEnd: Bool {
        position == end
    }

    mutating func next() throws(StoreError) -> UInt64 {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while position < end {
            let byte = bytes[position]
            position += 1
            guard shift < 63 || byte < 2 else { throw Self.damaged }
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
            shift += 7
        }
        throw Self.damaged
    }

    /// A number that fits a positive `Int64`.
    mutating func nextPositive() throws(StoreError) -> Int64 {
        guard let number = Int64(exactly: try next()) else { throw Self.damaged }
        return number
    }

    mutating func nextSigned() throws(StoreError) -> Int64 {
        let number = try next()
        return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }

    mutating func nextOptional() throws(StoreError) -> Int64? {
        let number = try nextPositive()
        return number == 0 ? nil : number - 1
    }

    mutating func nextText() throws(StoreError) -> String {
        guard let text = String(validating: bytes[try nextRange()], as: UTF8.self) else { throw Self.damaged }
        return text
    }

    /// Where the next bytes are. They are passed over.
    mutating func nextRange() throws(StoreError) -> Range<Int> {
        let count = try nextPositive()
        guard count <= end - position else { throw Self.damaged }
        defer { position += Int(count) }
        return position..<position + Int(count)
    }

    static let damaged = StoreError.inconsistent("the packed listings of a page cannot be read")
}
