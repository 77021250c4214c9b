internal import Domain
internal import HTTPTypes
internal import HummingbirdCore

/// How browsers reach the console.
enum ConsoleAddress: Hashable, Sendable {
    /// Under the public address, through a proxy with TLS.
    case published(WebOrigin)
    /// On this machine, without TLS, for trying out.
    case trial

    init(_ origin: WebOrigin?) {
        self = origin.map(Self.published) ?? .trial
    }

    var isTrial: Bool {
        self == .trial
    }

    /// The origin of the console's own pages; nil if the console does not answer this request.
    ///
    /// A trial answers only to names of this machine. Otherwise a page of another host could get a name that leads here
    /// (DNS rebinding).
    func origin(of request: Request) -> String? {
        switch self {
        case .published(let origin): return origin.text
        case .trial:
            guard let authority = request.head.authority?.lowercased(), Self.isLoopback(authority) else { return nil }
            return "http://" + authority
        }
    }

    /// Whether a host, with or without a port, is a name of this machine.
    static func isLoopback(_ authority: String) -> Bool {
        ["localhost", "127.0.0.1", "[::1]"].contains { name in
            guard authority.hasPrefix(name) else { return false }
            let rest = authority.dropFirst(name.count)
            return rest.isEmpty || rest.first == ":" && rest.dropFirst().utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
    }
}

/// The cookies of the console.
struct ConsoleCookies: Sendable {
    let address: ConsoleAddress

    /// The token of the session. A browser accepts the prefix `__Host-` only from this host itself, with `Secure`.
    var session: String {
        address.isTrial ? "sushai" : "__Host-sushai"
    }

    /// The token from which the form of the sign-in page is derived, before there is a session.
    var form: String {
        session + "-form"
    }

    /// Personal settings of the pages; not secret.
    var view: String {
        session + "-view"
    }

    /// The value of a `Set-Cookie` header. Without `seconds`, the cookie ends with the browser.
    func set(_ name: String, _ value: String, seconds: Int? = nil) -> String {
        let secure = address.isTrial ? "" : "; Secure"
        let age = seconds.map { "; Max-Age=\($0)" } ?? ""
        return "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax\(secure)\(age)"
    }

    /// The value of a cookie; nil for none, and for one that this program did not write.
    func value(_ name: String, of request: Request) -> String? {
        for header in request.headers[values: .cookie] {
            for part in header.split(separator: ";") {
                let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard pair.count == 2, pair[0].drop(while: { $0 == " " }) == name else { continue }
                return Self.isPlain(pair[1]) ? String(pair[1]) : nil
            }
        }
        return nil
    }

    private static func isPlain(_ text: Substring) -> Bool {
        (1...200).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
                default: false
                }
            }
    }
}
