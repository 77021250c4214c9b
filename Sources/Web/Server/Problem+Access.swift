internal import Domain
internal import HTTPTypes

/// Problems with accounts. Only pages have them, so they are not in the document of the API.
extension Problem {
    /// Passwords or codes cannot be checked, although the person did nothing wrong. The log has the reason; it names a file
    /// of the server.
    static let accessUnavailable = Problem(
        code: "access-unavailable", status: .serviceUnavailable, title: WebWording.accessTitle,
        detail: WebWording.access)

    /// What was typed does not make an account.
    init(_ fault: AccountFault) {
        self.init(
            code: "account", status: .unprocessableContent, title: WebWording.badRequestTitle,
            detail: AccessWording.sentence(fault))
    }
}
