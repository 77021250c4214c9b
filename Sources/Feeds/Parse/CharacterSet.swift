#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Text that is not of the character set it should be of.
package struct CharacterSetFault: Error, Hashable, Sendable {
    package let message: String
}

/// Character sets of Chinese files.
package enum CharacterSet {
    /// GB 18030 bytes as UTF-8, by the system's iconv.
    package static func fromGB18030(_ bytes: [UInt8]) throws(CharacterSetFault) -> [UInt8] {
        guard let converter = iconv_open("UTF-8", "GB18030"), Int(bitPattern: converter) != -1 else {
            throw CharacterSetFault(message: "this system's iconv does not know GB18030")
        }
        defer { iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        // A two-byte character of GB 18030 takes three in UTF-8, a one-byte one takes one.
        var output = [CChar](repeating: 0, count: bytes.count * 2 + 16)
        var inputLeft = input.count
        var outputLeft = output.count
        let failed = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                var from = source.baseAddress
                var to = target.baseAddress
                return iconv(converter, &from, &inputLeft, &to, &outputLeft) == -1
            }
        }
        guard !failed else {
            throw CharacterSetFault(message: "byte \(bytes.count - inputLeft + 1) is not GB18030; is the file UTF-8?")
        }
        return output.prefix(output.count - outputLeft).map { UInt8(bitPattern: $0) }
    }
}
