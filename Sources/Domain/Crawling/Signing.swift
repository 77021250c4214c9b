/// How the parameters of a request are signed. A text is built from the secret and the parameters; its digest is sent
/// in a parameter or a header.
package struct Signing: Hashable, Sendable {
    package enum Algorithm: String, CaseIterable, Sendable {
        case md5
        case hmacMD5 = "hmac-md5"
        case hmacSHA1 = "hmac-sha1"
        case hmacSHA256 = "hmac-sha256"
    }

    package enum Letters: String, CaseIterable, Sendable {
        case upper, lower
    }

    package let algorithm: Algorithm
    /// The environment variable that contains the secret.
    package let secretEnvironment: String
    /// The text to sign. It may contain `${secret}`, `${pairs}` (the signed parameters in the order of their names),
    /// `${path}` (of the URL; `${path.1}` leaves out its first segment and the slash after it), `${body}` and
    /// `${parameter.<name>}`.
    package let text: String
    /// One signed parameter in `${pairs}`, with `${name}` and `${value}`.
    package let pair: String
    /// The separator between two pairs.
    package let between: String
    package let letters: Letters
    /// The parameter or header that contains the signature.
    package let parameter: String
    /// The names of the signed parameters; nil for all of them.
    package let over: Set<String>?

    package init(
        algorithm: Algorithm, secretEnvironment: String, text: String, pair: String = "${name}${value}",
        between: String = "", letters: Letters, parameter: String, over: Set<String>? = nil
    ) {
        self.algorithm = algorithm
        self.secretEnvironment = secretEnvironment
        self.text = text
        self.pair = pair
        self.between = between
        self.letters = letters
        self.parameter = parameter
        self.over = over
    }
}
