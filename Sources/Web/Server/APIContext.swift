package import Domain
internal import Foundation
package import Hummingbird

/// What a request carries through the routes: who asks, once that is known.
package struct APIContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    package var principal: Principal?

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
    }

    /// The number under which this request stands in the log and in problem documents.
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
        guard let text = try parameters.require(name).removingPercentEncoding else { throw Problem.notFound }
        return text
    }

    /// The officer's region.
    func region() throws -> RegionCode {
        guard let region = try holder().region else { throw Problem.forbidden }
        return region
    }
}
