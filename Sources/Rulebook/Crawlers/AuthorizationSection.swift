internal import Domain

/// The `authorization` of a crawler file: a token that the operator received, or one fetched with client credentials.
enum AuthorizationSection {
    static func read(_ value: Value) -> Authorization? {
        guard let mapping = value.mapping else { return nil }
        let bearer = mapping.optional("bearer")
        let oauth = mapping.optional("oauth")
        mapping.finish()
        switch (bearer, oauth) {
        case (let bearer?, nil): return bearer.variable.map { .bearer(environment: $0) }
        case (nil, let oauth?): return self.oauth(oauth)
        default:
            value.report("write exactly one of bearer and oauth")
            return nil
        }
    }

    private static func oauth(_ value: Value) -> Authorization? {
        guard let mapping = value.mapping else { return nil }
        let tokens = mapping.required("tokenEndpoint")
        let endpoint = tokens.flatMap(EndpointSection.read)
        let client = mapping.required("client")?.variable
        let secret = mapping.required("secret")?.variable
        let scope = mapping.field("scope", \.word)
        mapping.finish()
        guard let endpoint, let client, let secret, !scope.isFaulty else { return nil }
        if EndpointSection.isOpenToReaders(endpoint) { tokens?.report(openEndpoint) }
        return .oauth(
            .init(tokenEndpoint: endpoint, clientEnvironment: client, secretEnvironment: secret, scope: scope.value))
    }

    static let openEndpoint = "credentials sent over http:// can be read on the way; write https://"
}
