package import Domain

/// The platforms' signatures over the parameters of a request.
package enum Signature {
    /// The signature of a request under `signing`.
    ///
    /// - Parameters:
    ///   - parameters: names and values before they are encoded.
    ///   - path: of the URL, with its leading slash.
    ///   - body: of a JSON request; empty for a form, whose parameters are signed as such.
    package static func sign(
        _ parameters: [(String, String)], _ signing: Signing, secret: String, path: String = "", body: String = ""
    ) -> String {
        let text = text(parameters, signing, secret: secret, path: path, body: body)
        let digest =
            switch signing.algorithm {
            case .md5: Digest.md5(text.utf8)
            case .hmacMD5: Digest.hmacMD5(text.utf8, key: secret)
            case .hmacSHA1: Digest.hmacSHA1(text.utf8, key: secret)
            case .hmacSHA256: Digest.hmacSHA256(text.utf8, key: secret)
            }
        return signing.letters == .upper ? digest.uppercased() : digest
    }

    /// The signed text. It contains the secret and is never shown.
    private static func text(
        _ parameters: [(String, String)], _ signing: Signing, secret: String, path: String, body: String
    ) -> String {
        Template.fill(signing.text) { name in
            switch name {
            case "secret": return secret
            case "pairs": return pairs(parameters, signing)
            case "path": return path
            case "body": return body
            default: break
            }
            if name.hasPrefix("parameter.") {
                let wanted = name.dropFirst("parameter.".count)
                return parameters.first { $0.0 == wanted }?.1 ?? ""
            }
            if name.hasPrefix("path."), let count = Int(name.dropFirst("path.".count)), count > 0 {
                return path.split(separator: "/").dropFirst(count).joined(separator: "/")
            }
            return nil
        }
    }

    /// The signed parameters, sorted by the bytes of their names.
    private static func pairs(_ parameters: [(String, String)], _ signing: Signing) -> String {
        parameters.filter { signing.over?.contains($0.0) ?? true }
            .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
            .map { pair in
                Template.fill(signing.pair) { name in
                    switch name {
                    case "name": pair.0
                    case "value": pair.1
                    default: nil
                    }
                }
            }
            .joined(separator: signing.between)
    }
}
