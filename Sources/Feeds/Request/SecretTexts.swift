internal import Domain
internal import Transport

/// The secrets of a request, which a platform may repeat in its answer and no message may contain.
struct SecretTexts {
    /// A shorter credential is a number of an account or a place, and may occur in any text.
    private static let shortest = 6

    private let texts: [String]

    init(of crawler: Crawler, accessToken: String?, _ environment: (String) -> String?) {
        func value(_ variable: String) -> String? {
            try? Secret.value(of: variable, for: crawler.identifier, environment)
        }
        var secrets = [crawler.request.signing?.secretEnvironment].compactMap { $0 }.compactMap(value)
        secrets += (crawler.request.authorization?.secrets ?? []).compactMap(value)
        secrets += crawler.request.credentials.values.compactMap(value).filter { $0.utf8.count >= Self.shortest }
        if let accessToken { secrets.append(accessToken) }
        // The longest first: one secret may contain another.
        texts = Set(secrets.flatMap { [$0, FormEncoding.escape($0)] }).filter { !$0.isEmpty }
            .sorted { $0.utf8.count > $1.utf8.count }
    }

    /// `text` with `***` in place of every secret.
    func hidden(in text: String) -> String {
        texts.reduce(text) { $0.replacing($1, with: "***") }
    }
}
