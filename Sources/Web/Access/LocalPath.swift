/// Pages of the console as the target of a redirect.
enum LocalPath {
    static let home = "/console/"

    /// A page of the console; nil for an address of another host, for a page of the sign-in, and for a path that a
    /// browser could read in another way than this program.
    static func checked(_ text: String?) -> String? {
        guard let text, text.hasPrefix(home), text.utf8.count <= 2000 else { return nil }
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "\\"), UInt8(ascii: "#"), UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"): false
            case 0x21...0x7E: true
            default: false
            }
        }
        let path = text.prefix { $0 != "?" }
        // A browser reads `%2e` as a dot.
        let parts = path.lowercased().replacing("%2e", with: ".")
            .split(separator: "/", omittingEmptySubsequences: false)
        guard isPlain, !path.contains("//"), !parts.contains("."), !parts.contains(".."),
            !path.hasPrefix(home + "sign-"), !path.hasPrefix(home + "static")
        else { return nil }
        return text
    }

    /// A text as a part of a query: everything except letters, digits, `-`, `.`, `_`, `~` and `/` is percent-encoded.
    static func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E: bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A path with a parameter; without it if there is no value.
    static func with(_ path: String, _ name: String, _ value: String?) -> String {
        guard let value else { return path }
        return path + (path.contains("?") ? "&" : "?") + name + "=" + encoded(value)
    }
}
