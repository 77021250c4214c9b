internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore

/// The style sheet and the scripts. Their addresses contain the hash of their content, so browsers keep them for ever
/// and never use an old one.
struct StaticFile: Sendable {
    let name: String
    let version: String
    let mediaType: String
    let bytes: [UInt8]

    private init(_ name: String, _ mediaType: String, _ bytes: [UInt8]) {
        self.name = name
        self.mediaType = mediaType
        self.bytes = bytes
        version = String(Digest.sha256(bytes).prefix(16))
    }

    static let style = StaticFile("console.css", "text/css; charset=utf-8", PackageResources.console_css)
    static let script = StaticFile("console.js", "text/javascript; charset=utf-8", PackageResources.console_js)
    /// Only pages with files load it.
    static let uploadScript = StaticFile("upload.js", "text/javascript; charset=utf-8", PackageResources.upload_js)
    static let all = [style, script, uploadScript]

    var path: String {
        "/console/static/\(version)/\(name)"
    }

    static func add(to group: RouterGroup<APIContext>) {
        group.get("static/{version}/{name}") { _, context in
            let version = try context.parameters.require("version")
            let name = try context.parameters.require("name")
            guard let file = all.first(where: { $0.name == name && $0.version == version }) else {
                throw Problem.notFound
            }
            return Response(
                status: .ok,
                headers: [
                    .contentType: file.mediaType, .cacheControl: "public, max-age=31536000, immutable",
                ], body: .init(byteBuffer: ByteBuffer(bytes: file.bytes)))
        }
    }
}
