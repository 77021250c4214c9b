internal import Domain

/// The token in every form of a session. A page of another host does not know it, so it cannot send a form in the name
/// of the person who is signed in.
enum FormToken {
    /// It is derived from the token of the session and is not stored. The session's token cannot be computed from it.
    ///
    /// - Parameter account: the number of the account; it tells whose form it is after the session ended.
    static func of(_ token: String, account: Int64?) -> String {
        Digest.sha256("form " + token) + (account.map { ".\($0)" } ?? "")
    }

    /// Whether a form contains the form token of the session. The time does not depend on where the texts differ.
    static func matches(_ given: String?, _ token: String) -> Bool {
        Digest.areEqual(String((given ?? "").prefix { $0 != "." }), of(token, account: nil))
    }

    /// The account that a form token names. It proves nothing.
    static func account(_ given: String?) -> Int64? {
        (given ?? "").split(separator: ".").dropFirst().first.flatMap { Int64($0) }
    }
}
