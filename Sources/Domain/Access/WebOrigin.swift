/// The public address of the console: `https://susha.example.cn`. A browser sends it with every form, as the origin of
/// the page (RFC 6454).
package struct WebOrigin: Hashable, Sendable {
    package let text: String

    /// `https`, a host in lower case, and a port unless it is 443, as browsers write it; nil for any other text.
    package init?(_ text: String) {
        let scheme = "https://"
        guard text.hasPrefix(scheme), text.utf8.count <= 200 else { return nil }
        let parts = text.dropFirst(scheme.count).split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, Self.isHost(host), parts.count <= 2 else { return nil }
        if parts.count == 2 {
            guard let port = UInt16(parts[1]), port > 0, port != 443, String(port) == parts[1] else { return nil }
        }
        self.text = text
    }

    private static func isHost(_ host: Substring) -> Bool {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        return labels.allSatisfy { label in
            !label.isEmpty && label.first != "-" && label.last != "-"
                && label.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        }
    }
}
