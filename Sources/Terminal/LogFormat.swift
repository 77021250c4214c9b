package import Domain
package import Logging

/// How log lines are written.
package enum LogFormat: String, CaseIterable, Sendable {
    case text, json
}

/// Writes each log event as one JSON object on one line: `time`, `level`, `label`, `message`, and the metadata as text
/// values in `fields`.
package struct JSONLogHandler: LogHandler {
    package var logLevel = Logger.Level.info
    package var metadata = Logger.Metadata()
    package var metadataProvider: Logger.MetadataProvider?
    private let label: String
    private let now: @Sendable () -> Timestamp
    private let write: @Sendable (String) -> Void

    /// - Parameter write: receives one line, including its line feed.
    package init(
        label: String, now: @escaping @Sendable () -> Timestamp, write: @escaping @Sendable (String) -> Void
    ) {
        self.label = label
        self.now = now
        self.write = write
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var fields = metadata
        fields.merge(metadataProvider?.get() ?? [:]) { _, new in new }
        fields.merge(event.metadata ?? [:]) { _, new in new }
        if let error = event.error { fields["error"] = "\(error)" }
        let texts = fields.sorted { $0.key < $1.key }.map { ($0.key, JSONText.quoted("\($0.value)")) }
        let line = JSONText.object([
            ("time", JSONText.quoted(now().utc)), ("level", JSONText.quoted(event.level.rawValue)),
            ("label", JSONText.quoted(label)), ("message", JSONText.quoted("\(event.message)")),
            ("fields", JSONText.object(texts)),
        ])
        write(line + "\n")
    }
}
