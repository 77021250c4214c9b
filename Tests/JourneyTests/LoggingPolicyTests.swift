import TestSupport
import Testing

/// The rules of `docs/architecture/logging.md` that can be checked in the sources.
@Suite struct LoggingPolicyTests {
    /// The messages of all log calls, as they are written in the sources.
    private static func messages() throws -> [String] {
        let call = /logger\.(?:log\(level: [^,]+, |(?:trace|debug|info|notice|warning|error|critical)\(\s*)"([^"]*)"/
        return try Repository.swiftFiles(below: "Sources").flatMap { file in
            try Repository.text(file).matches(of: call).map { String($0.1) }
        }
    }

    @Test("a message is static")
    func staticMessages() throws {
        let messages = try Self.messages()
        #expect(messages.count >= 20)
        for message in messages { #expect(!message.contains("\\("), "\(message)") }
    }

    @Test("every message is in the document")
    func documented() throws {
        let document = try Repository.text("docs/architecture/logging.md")
        for message in try Self.messages() { #expect(document.contains("`\(message)`"), "\(message)") }
    }
}
