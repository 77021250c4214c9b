#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Converts the inputs of the tables to bytes.
enum AwkwardText {
    /// The bytes of `text`. `⟦FF 0A⟧` gives these bytes, and `⟦3 × ab⟧` repeats the text.
    static func bytes(_ text: Substring) throws -> [UInt8] {
        var result: [UInt8] = []
        var rest = text
        while let opening = rest.firstIndex(of: "⟦") {
            guard let closing = rest[opening...].firstIndex(of: "⟧") else {
                throw AwkwardTableFault(description: "“⟦” without “⟧” in “\(text.prefix(80))”")
            }
            result += Array(rest[..<opening].utf8)
            result += try special(rest[opening..<closing].dropFirst())
            rest = rest[closing...].dropFirst()
        }
        return result + Array(rest.utf8)
    }

    static func text(_ text: Substring) throws -> String {
        String(decoding: try bytes(text), as: UTF8.self)
    }

    private static func special(_ content: Substring) throws -> [UInt8] {
        if let mark = content.firstRange(of: " × "), let count = Int(content[..<mark.lowerBound]) {
            return [[UInt8]](repeating: Array(content[mark.upperBound...].utf8), count: count).flatMap(\.self)
        }
        return try hexadecimal(content)
    }

    private static func hexadecimal(_ text: Substring) throws -> [UInt8] {
        try text.split(separator: " ").map { pair in
            guard let byte = UInt8(pair, radix: 16) else {
                throw AwkwardTableFault(description: "“\(pair)” is no byte")
            }
            return byte
        }
    }

    /// `bytes` after the changes of the `~` lines, and the format that these lines name.
    static func changed(_ bytes: [UInt8], by steps: [Substring]) throws -> (bytes: [UInt8], format: String?) {
        var bytes = bytes
        var format: String?
        for step in steps {
            let words = step.split(separator: " ", maxSplits: 1)
            let argument = words.count > 1 ? words[1] : ""
            let number = Int(argument) ?? 0
            switch words[0] {
            case "gb18030": bytes = try Encoder.encode(bytes, as: "GB18030")
            case "big5": bytes = try Encoder.encode(bytes, as: "BIG5-HKSCS")
            case "utf-16le": bytes = try Encoder.encode(bytes, as: "UTF-16LE")
            case "utf-16be": bytes = try Encoder.encode(bytes, as: "UTF-16BE")
            case "gzip": bytes = try Compressing.gzip(bytes)
            case "zstd": bytes = try Compressing.zstd(bytes)
            case "cut": bytes.removeLast(number)
            case "drop": bytes.removeFirst(number)
            case "flip": bytes[number] ^= 0xFF
            case "append": bytes += try hexadecimal(argument)
            case "twice": bytes += bytes
            case "format": format = String(argument)
            default: throw AwkwardTableFault(description: "unknown step “\(step)”")
            }
        }
        return (bytes, format)
    }
}

/// Encodes UTF-8 in another character set, as an older program would save it.
package enum Encoder {
    package static func encode(_ bytes: [UInt8], as name: String) throws -> [UInt8] {
        guard let converter = iconv_open(name, "UTF-8"), Int(bitPattern: converter) != -1 else {
            throw AwkwardTableFault(description: "iconv does not know \(name)")
        }
        defer { iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        var inputLeft = input.count
        var failed = false
        let capacity = bytes.count * 4 + 16
        let output = [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
            var outputLeft = capacity
            target.withMemoryRebound(to: CChar.self) { target in
                input.withUnsafeMutableBufferPointer { source in
                    var from = source.baseAddress
                    var to = target.baseAddress
                    failed = iconv(converter, &from, &inputLeft, &to, &outputLeft) == -1
                }
            }
            count = capacity - outputLeft
        }
        guard !failed else { throw AwkwardTableFault(description: "the text has no form in \(name)") }
        return output
    }
}
