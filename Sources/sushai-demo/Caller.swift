internal import Domain
internal import Foundation
internal import TestSupport
internal import Transport

/// Calls the service over HTTP, with one token.
struct Caller: Sendable {
    let address: String
    let token: String

    func get<Answer: Decodable>(_ path: String, as _: Answer.Type) async throws -> Answer {
        let answer = try await send("GET", path, nil)
        return try JSONDecoder().decode(Answer.self, from: Data(answer.body))
    }

    func post<Answer: Decodable>(_ path: String, _ body: some Encodable, as _: Answer.Type) async throws -> Answer {
        let answer = try await send("POST", path, Array(JSONEncoder().encode(body)))
        return try JSONDecoder().decode(Answer.self, from: Data(answer.body))
    }

    private func send(_ method: String, _ path: String, _ body: [UInt8]?) async throws -> FetchResponse {
        var headers = ["Authorization: Bearer " + token]
        if body != nil { headers.append("Content-Type: application/json") }
        let response = try await HTTPClient().send(
            FetchRequest(method: method, url: address + path, headers: headers, body: body, timeouts: .patient))
        guard (200..<300).contains(response.status) else {
            throw DemoContext.Fault(
                description: "\(method) \(path) gave \(response.status): "
                    + String(decoding: response.body, as: UTF8.self)
            )
        }
        return response
    }
}
