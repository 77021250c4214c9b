internal import InMemoryLogging
package import Logging

/// A logger that stores its events.
package struct CapturedLog: Sendable {
    private let handler: InMemoryLogHandler
    package let logger: Logger

    package init(_ level: Logger.Level = .trace) {
        let handler = InMemoryLogHandler()
        self.handler = handler
        var logger = Logger(label: "test") { _ in handler }
        logger.logLevel = level
        self.logger = logger
    }

    /// The fields of the events with this message.
    package func fields(of message: String) -> [[String: String]] {
        handler.entries.filter { $0.message.description == message }
            .map { $0.metadata.mapValues { "\($0)" } }
    }

    /// Each event as one text.
    package var lines: [String] {
        handler.entries.map { "\($0.level) \($0.message) \($0.metadata)" }
    }
}
