import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Synchronization
import Testing

/// A browser on the console: it keeps cookies and names its origin. It follows no redirect by itself.
final class Browser: Sendable {
    struct Page: Sendable {
        let status: Int
        let headers: HTTPFields
        let text: String
        let bytes: Int

        var location: String? {
            headers[.location]
        }

        func header(_ name: String) -> String? {
            HTTPField.Name(name).flatMap { headers[$0] }
        }

        /// The hidden fields of the form with this address.
        func hidden(_ action: String) throws -> [String: String] {
            let form = try #require(
                text.split(separator: "<form ").first { $0.contains("action=\"\(action)\"") }, "no form \(action)")
            let inputs = form.prefix(while: { _ in true }).components(separatedBy: "</form>")[0]
            var fields: [String: String] = [:]
            for input in inputs.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/) {
                fields[String(input.1)] = String(input.2).replacingOccurrences(of: "&amp;", with: "&")
            }
            return fields
        }
    }

    private let client: any TestClientProtocol
    private let jar = Mutex<[String: String]>([:])
    let origin: String
    let agent: String

    init(_ client: any TestClientProtocol, origin: String = "http://localhost", agent: String = "Chrome/120 Windows") {
        self.client = client
        self.origin = origin
        self.agent = agent
    }

    var cookies: [String: String] {
        get { jar.withLock { $0 } }
        set { jar.withLock { $0 = newValue } }
    }

    @discardableResult
    func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Page {
        try await send(.get, path, headers, nil)
    }

    /// Sends a form as the browser would: its hidden fields from `page`, and what was typed.
    @discardableResult
    func submit(_ page: Page, _ action: String, _ typed: [String: String] = [:]) async throws -> Page {
        try await post(action, page.hidden(action).merging(typed) { _, typed in typed })
    }

    /// Sends any fields. `headers` replace those of the browser; an empty value removes one.
    @discardableResult
    func post(_ path: String, _ fields: [String: String], _ headers: [String: String] = [:]) async throws -> Page {
        let own = ["Origin": origin, "Content-Type": "application/x-www-form-urlencoded"]
        return try await send(
            .post, path, own.merging(headers) { _, other in other }, ByteBuffer(string: Self.encoded(fields)))
    }

    static func encoded(_ fields: [String: String]) -> String {
        let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
        return fields.sorted { $0.key < $1.key }.map { name, value in
            [name, value].map { $0.addingPercentEncoding(withAllowedCharacters: plain) ?? "" }.joined(separator: "=")
        }.joined(separator: "&")
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: [String: String], _ body: ByteBuffer?
    ) async throws -> Page {
        var fields: HTTPFields = [.userAgent: agent]
        let cookies = cookies
        if !cookies.isEmpty {
            fields[.cookie] = cookies.sorted { $0.key < $1.key }.map { $0.key + "=" + $0.value }.joined(separator: "; ")
        }
        for (name, value) in headers where !value.isEmpty {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        let all = fields
        return try await client.execute(
            uri: path, method: method, headers: all, body: body
        ) { response in
            for set in response.headers[values: .setCookie] { self.keep(set) }
            return Page(
                status: response.status.code, headers: response.headers, text: String(buffer: response.body),
                bytes: response.body.readableBytes)
        }
    }

    private func keep(_ set: String) {
        let pair = set.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard pair.count == 2 else { return }
        jar.withLock { $0[String(pair[0])] = set.contains("Max-Age=0") ? nil : String(pair[1]) }
    }
}
