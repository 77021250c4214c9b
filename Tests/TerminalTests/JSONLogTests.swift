import Domain
import Foundation
import Logging
import Synchronization
import Terminal
import Testing

@Suite("Log lines as JSON")
struct JSONLogTests {
    private final class Lines: Sendable {
        let text = Mutex("")
    }

    private func logged(_ body: (Logger) -> Void) -> String {
        let lines = Lines()
        var logger = Logger(label: "sushai") { label in
            JSONLogHandler(label: label, now: { Timestamp(milliseconds: 1_793_577_600_123) }) { line in
                lines.text.withLock { $0 += line }
            }
        }
        logger.logLevel = .debug
        body(logger)
        return lines.text.withLock { $0 }
    }

    @Test("A line is an object with time, level, label, message and fields")
    func line() {
        let text = logged { $0.info("page arrived", metadata: ["page": "3", "crawler": "taobao-top"]) }
        #expect(
            text == #"{"time":"2026-11-02T00:00:00.123Z","level":"info","label":"sushai","message":"page arrived","#
                + #""fields":{"crawler":"taobao-top","page":"3"}}"# + "\n")
    }

    @Test("Every line parses and stays one line, whatever a field contains")
    func hostile() throws {
        let values = ["a\nb", "\u{1B}[31m", "\"}", "\\", "\u{0}", "速筛", "\u{2028}"]
        let text = logged { logger in
            for value in values { logger.warning("hostile", metadata: ["value": "\(value)", "list": ["\(value)"]]) }
        }
        let lines = text.split(separator: "\n")
        #expect(lines.count == values.count)
        for (line, value) in zip(lines, values) {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect((object?["fields"] as? [String: String])?["value"] == value)
            #expect(object?["level"] as? String == "warning")
        }
    }

    @Test("Lines below the level are not written; fields of the logger are, and fields of the call replace them")
    func levels() {
        let text = logged { logger in
            var logger = logger
            logger[metadataKey: "kind"] = "pull"
            logger.trace("not written")
            logger.debug("written")
            logger.debug("written", metadata: ["kind": "judge"])
        }
        #expect(text.split(separator: "\n").count == 2)
        #expect(text.contains(#""fields":{"kind":"pull"}"#) && text.contains(#""fields":{"kind":"judge"}"#))
    }
}
