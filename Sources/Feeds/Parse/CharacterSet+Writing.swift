#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

extension CharacterSet {
    /// UTF-8 text in GB 18030, which has every character of Unicode. The system's iconv converts it.
    package static func inGB18030(_ utf8: [UInt8]) throws(CharacterSetFault) -> [UInt8] {
        guard let handle = iconv_open("GB18030", "UTF-8"), Int(bitPattern: handle) != -1 else {
            throw CharacterSetFault(message: "this system's iconv does not know GB18030")
        }
        defer { iconv_close(handle) }
        var inputLeft = utf8.count
        // A character takes at most four bytes in GB 18030 and at least one byte in UTF-8.
        let capacity = utf8.count * 4
        var failed = false
        let output = [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
            var outputLeft = capacity
            utf8.withUnsafeBytes { source in
                // iconv does not write to its input, although its declaration is not `const`.
                var from = UnsafeMutableRawPointer(mutating: source.baseAddress)?.assumingMemoryBound(to: CChar.self)
                var to = UnsafeMutableRawPointer(target.baseAddress)?.assumingMemoryBound(to: CChar.self)
                failed = iconv(handle, &from, &inputLeft, &to, &outputLeft) == -1
            }
            count = capacity - outputLeft
        }
        guard !failed else {
            let offset = utf8.count - inputLeft
            throw CharacterSetFault(message: "byte \(offset + 1) is not UTF-8", offset: offset)
        }
        return output
    }
}
