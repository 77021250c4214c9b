package import Domain
internal import Foundation
package import Hummingbird
internal import NIOCore

/// The context of a request: the holder of its token or session, once known.
package struct APIContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    package var principal: Principal?
    package let caller = RequestCaller()
    /// The session of a person in the console.
    package var session: AccountSession?
    /// The token of that session, or before the sign-in the token of the form's cookie.
    var token: String?
    /// The fields of the form that was sent.
    var form = FormFields.none
    /// The address of the page that is asked for.
    var page: String?
    /// The files of the form that was sent, and texts that identify them.
    var files: [MultipartForm.File] = []
    var fileDigests: [String] = []
    /// Personal settings of the console's pages.
    var settings = ViewSettings()
    /// The other end of the connection.
    let peer: String?

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress
    }

    /// The identifier of this request in the log, in problem documents and in the header `X-Request-Id`.
    package var requestIdentifier: String {
        id
    }

    /// The holder of the token. Use it only in routes with `requiring(_:)`.
    func holder() throws -> Principal {
        guard let principal else { throw Problem.unauthenticated }
        return principal
    }

    /// The session of a person who is signed in completely. Use it only on pages with `RequireSignIn` or
    /// `RequirePermission`.
    package func viewer() throws -> AccountSession {
        guard let session, session.step == .full else { throw ConsoleRefusal.signedOut }
        return session
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

    /// The officer. Throws if the officer is not of the installation's own region.
    func overseer(home: RegionCode) throws -> Principal {
        let officer = try officer(home: home)
        guard officer.region == .everywhere else { throw Problem.overseerOnly }
        return officer
    }
}
