internal import Domain

/// Why the console refuses a request before its page sees it.
enum ConsoleRefusal: Error, Hashable, Sendable {
    /// The console is for trying out only, and the request names another host than this machine.
    case foreignHost
    /// A form that does not come from a page of the console.
    case foreignOrigin
    /// A form without the form token of this session: its page is older than the last sign-in.
    case staleForm
    /// No session, or one that ended.
    case signedOut
    /// A session that ended by itself; what was typed is kept until the next sign-in.
    case formKept
    /// A step of the sign-in is missing: second factor, enrolment or change of the password.
    case unfinished(AccountSession.Step)
    /// The fields of a form cannot be decoded.
    case unreadableForm
    case wrongMediaType
}
