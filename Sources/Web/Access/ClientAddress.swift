internal import HTTPTypes
internal import HummingbirdCore

/// The address of the browser, for slowing down sign-ins and for the list of sessions.
enum ClientAddress {
    /// - Parameters:
    ///   - peer: the other end of the connection; nil if it is not known.
    ///   - isBehindProxy: whether a proxy provides TLS. Only a proxy on this machine is believed, and only its own
    ///     entry, the last one: everything before it can be invented.
    static func of(_ request: Request, peer: String?, isBehindProxy: Bool) -> String {
        let peer = peer ?? "unknown"
        guard isBehindProxy, isThisMachine(peer), let header = HTTPField.Name("X-Forwarded-For"),
            let last = request.headers[values: header].last?.split(separator: ",").last?.trimmed, isAddress(last)
        else { return peer }
        return last
    }

    private static func isThisMachine(_ address: String) -> Bool {
        address.hasPrefix("127.") || address == "::1"
    }

    private static func isAddress(_ text: String) -> Bool {
        (2...45).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x46, 0x61...0x66, 0x2E, 0x3A: true
                default: false
                }
            }
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: String {
        let start = drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
