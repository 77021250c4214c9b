internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore
internal import Workers

extension Answer {
    /// A file that the browser saves under its name.
    static func file(_ file: ExportFile) -> Response {
        var headers: HTTPFields = [.contentType: file.mediaType]
        // RFC 6266: browsers read the second name; the first one is for programs that know ASCII only.
        let ending = file.name.split(separator: ".").last.map { "." + $0 } ?? ""
        headers[.contentDisposition] =
            "attachment; filename=\"export\(ending)\"; filename*=UTF-8''" + LocalPath.encoded(file.name)
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: file.bytes)))
    }
}
