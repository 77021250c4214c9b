internal import Domain

/// The token in every form of a session. A page of another host does not know it, so it cannot send a form in the name
/// of the person who is signed in.
enum FormToken {
    /// It is derived from the token of the session and is not stored. The session's token cannot be computed from it.
    static func of(_ token: String) -> String {
        Digest.sha256("form " + token)
    }

    /// Whether a form contains the form token of the session. The time does not depend on where the texts differ.
    static func matches(_ given: String?, _ token: String) -> Bool {
        Digest.areEqual(given ?? "", of(token))
    }
}
