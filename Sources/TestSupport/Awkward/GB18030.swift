#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// `text` in GB18030, as an older Chinese program would save it.
package func gb18030(_ text: String) throws -> [UInt8] {
    struct Failure: Error {}
    guard let converter = iconv_open("GB18030", "UTF-8"), Int(bitPattern: converter) != -1 else { throw Failure() }
    defer { iconv_close(converter) }
    var input = text.utf8.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count * 2 + 16)
    var inputLeft = input.count
    var outputLeft = output.count
    let failed = input.withUnsafeMutableBufferPointer { source in
        output.withUnsafeMutableBufferPointer { target in
            var from = source.baseAddress
            var to = target.baseAddress
            return iconv(converter, &from, &inputLeft, &to, &outputLeft) == -1
        }
    }
    guard !failed else { throw Failure() }
    return output.prefix(output.count - outputLeft).map { UInt8(bitPattern: $0) }
}
