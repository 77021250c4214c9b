import HTTPTypes
import NIOCore

@testable import Web

extension Browser {
    /// A file that a person chose.
    struct File: Sendable {
        let field: String
        let name: String
        let bytes: [UInt8]

        init(_ field: String, _ name: String, _ bytes: [UInt8]) {
            self.field = field
            self.name = name
            self.bytes = bytes
        }

        init(_ field: String, _ name: String, text: String) {
            self.init(field, name, Array(text.utf8))
        }
    }

    static let boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW"

    /// A form with files as a browser writes it.
    static func multipart(_ fields: [String: String], _ files: [File]) -> [UInt8] {
        var body: [UInt8] = []
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        for file in files {
            let head = "Content-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\n"
            body += Array("--\(boundary)\r\n\(head)Content-Type: application/octet-stream\r\n\r\n".utf8)
            body += file.bytes + Array("\r\n".utf8)
        }
        return body + Array("--\(boundary)--\r\n".utf8)
    }

    /// Sends a form with files: its hidden fields from `page`, what was typed, and the files.
    @discardableResult
    func submit(
        _ page: Page, _ action: String, _ typed: [String: String] = [:], files: [File],
        _ headers: [String: String] = [:]
    ) async throws -> Page {
        let fields = try page.hidden(action).merging(typed) { _, typed in typed }
        let own = ["Origin": origin, "Content-Type": "multipart/form-data; boundary=" + Self.boundary]
        return try await send(
            .post, action, own.merging(headers) { _, other in other },
            ByteBuffer(bytes: Self.multipart(fields, files)))
    }
}
