internal import Domain
package import Transport

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A secret from the environment: the variable itself, or the content of the file that the variable with the suffix
/// `_FILE` names. The file is read at every use, so a secret can be changed while the program runs.
package enum Secret {
    private static let maximumBytes = 64 << 10

    /// - Throws: `.ours`, which names the variable and never contains its value.
    package static func value(
        of variable: String, for crawler: String, _ environment: (String) -> String?
    ) throws(FetchError) -> String {
        if let value = environment(variable), !value.isEmpty { return value }
        let pointer = variable + Crawler.fileSuffix
        guard let path = environment(pointer), !path.isEmpty else {
            throw .ours("the crawler \(crawler) needs the environment variable \(variable)")
        }
        guard let bytes = contents(path) else {
            throw .ours("the file \(path), to which \(pointer) leads, cannot be read as a secret of up to 64 KB")
        }
        var secret = bytes[...]
        if secret.last == 0x0A { secret.removeLast() }
        if secret.last == 0x0D { secret.removeLast() }
        guard !secret.isEmpty else { throw .ours("the file \(path), to which \(pointer) leads, is empty") }
        guard let text = String(validating: secret, as: UTF8.self) else {
            throw .ours("the file \(path), to which \(pointer) leads, is not UTF-8 text")
        }
        return text
    }

    /// The bytes of a regular file; nil for any other file, because reading it could block.
    private static func contents(_ path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= maximumBytes else {
            return nil
        }
        var bytes = [UInt8](repeating: 0, count: maximumBytes + 1)
        var count = 0
        while count < bytes.count {
            let taken = bytes[count...].withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
            if taken < 0 { return nil }
            if taken == 0 { break }
            count += taken
        }
        return count <= maximumBytes ? Array(bytes[..<count]) : nil
    }
}
