package import Domain
internal import FoundationEssentials

/// Crawlers with very long timeouts for servers on this machine. A client that times out sends its request again, and
/// tests count the requests. Everything else is unchanged.
extension Crawler {
    package var patient: Crawler {
        let patientRequest = FeedRequest(
            method: request.method, parameters: request.parameters, body: request.body, headers: request.headers,
            credentials: request.credentials, authorization: request.authorization, signing: request.signing,
            pace: request.pace, timeouts: .patient, attempts: request.attempts, maximumBytes: request.maximumBytes)
        return Crawler(
            identifier: identifier, platform: platform, name: name, endpoint: endpoint, every: every,
            request: patientRequest, paging: paging, queries: queries, format: format, errors: errors, fields: fields,
            watch: watch,
            recheck: recheck, rule: rule)
    }
}

/// The same timeouts in the file of a crawler, for tests that run the program.
package enum PatientCrawlerFile {
    /// The text of a crawler file with very long timeouts.
    package static func text(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            switch line {
            case "request:": "request:\n  timeoutSeconds: 600"
            case "request: {method: GET}": "request: {method: GET, timeoutSeconds: 600}"
            // Replaced by the line that was added above.
            case _ where line.hasPrefix("  timeoutSeconds:") || line.hasPrefix("  timeouts:"): ""
            default: String(line)
            }
        }
        .joined(separator: "\n")
    }

    /// Writes the shipped crawlers with long timeouts into `folder`, and returns the environment variable with their
    /// path.
    package static func shipped(in folder: TemporaryFolder) throws -> [String: String] {
        try folder.makeFolder("PatientCrawlers")
        for name in try Repository.names(in: "Crawlers") where name.hasSuffix(".yaml") {
            try folder.write(Array(text(Repository.text("Crawlers/" + name)).utf8), to: "PatientCrawlers/" + name)
        }
        return ["SUSHAI_CRAWLERS": folder.path + "/PatientCrawlers"]
    }
}
