package import Domain
internal import Foundation
package import Hummingbird

/// What a request carries through the routes: the holder of its token, once it is known.
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

    /// The holder of the token; only routes behind `RequireRole` ask.
    func holder() throws -> Principal {
        guard let principal else { throw Problem.unauthenticated }
        return principal
    }

    /// A parameter of the path, decoded: report and notice numbers may hold any character.
    func text(_ name: String) throws -> String {
        guard let text = try parameters.require(name).removingPercentEncoding, !text.holdsControlCharacters() else {
            throw Problem.notFound
        }
        return text
    }

    /// The officer, with the region whose cases are theirs to see: the whole country for those of the installation's own
    /// region, since a seller from elsewhere must fall into somebody's view.
    func officer(home: RegionCode) throws -> Principal {
        let holder = try holder()
        guard let region = holder.region else { throw Problem.forbidden }
        return Principal(role: holder.role, name: holder.name, region: region == home ? .everywhere : region)
    }
}
