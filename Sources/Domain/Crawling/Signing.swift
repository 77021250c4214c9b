/// How the parameters of a request are signed, as data: a text is made of the secret and the parameters, and its digest
/// goes into a parameter or a header.
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
    /// The environment variable that holds the secret.
    package let secretEnvironment: String
    /// The text to sign, with `${secret}`, `${pairs}` (the signed parameters in the order of their names), `${path}`
    /// (of the URL), `${body}` and `${parameter.<name>}`.
    package let text: String
    /// One signed parameter within `${pairs}`, with `${name}` and `${value}`.
    package let pair: String
    /// Stands between two pairs.
    package let between: String
    package let letters: Letters
    /// The parameter that carries the signature.
    package let parameter: String
    /// The parameters signed; nil for all of them.
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
