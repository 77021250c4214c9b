package import Domain
internal import Foundation
package import Hummingbird

/// The context of a request: the holder of its token, once known.
package struct APIContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    package var principal: Principal?
    package let caller = RequestCaller()

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
    }

    /// The identifier of this request in the log, in problem documents and in the header `X-Request-Id`.
    package var requestIdentifier: String {
        id
    }

    /// The holder of the token. Use it only in routes with `RequireRole`.
    func holder() throws -> Principal {
        guard let principal else { throw Problem.unauthenticated }
        return principal
    }

    /// A decoded path parameter. Report and notice numbers may contain any character.
    func text(_ name: String) throws -> String {
        guard let text = try parameters.require(name).removingPercentEncoding, !text.holdsControlCharacters() else {
            throw Problem.notFound
        }
        return text
    }

    /// The officer, with the region whose cases the officer may see. Officers of the installation's own region see the
    /// whole country, so that the cases of every seller from elsewhere are visible to some officer.
    func officer(home: RegionCode) throws -> Principal {
        let holder = try holder()
        guard let region = holder.region else { throw Problem.forbidden }
        return Principal(role: holder.role, name: holder.name, region: region == home ? .everywhere : region)
    }
}
