import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore

@testable import Web

extension WebCase {
    /// Calls the API with any bytes and headers. `tus` is the version of the upload protocol; nil for none.
    func send(
        _ method: HTTPRequest.Method, _ path: String, as caller: String, _ headers: [String: String] = [:],
        _ body: [UInt8] = [], tus: String? = "1.0.0"
    ) async throws -> Answer {
        var fields: HTTPFields = [.authorization: "Bearer " + (tokens[caller] ?? caller)]
        fields[.tusResumable] = tus
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        let all = fields
        return try await service.application(host: "127.0.0.1", port: 0).test(.router) { client in
            try await client.execute(
                uri: path, method: method, headers: all, body: body.isEmpty ? nil : ByteBuffer(bytes: body)
            ) { response in
                Answer(
                    status: response.status.code, headers: response.headers, text: String(buffer: response.body),
                    bytes: Array(buffer: response.body))
            }
        }
    }
}

extension WebCase.Answer {
    func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }
}
