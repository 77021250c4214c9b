package import Domain
internal import FoundationEssentials

/// Crawlers that wait for a server on this machine as long as it takes: a client that gives up asks twice, and how often
/// a page was asked for is what tests count. Everything else is as it is shipped.
extension Crawler {
    package var patient: Crawler {
        let patientRequest = FeedRequest(
            method: request.method, parameters: request.parameters, body: request.body, headers: request.headers,
            credentials: request.credentials, authorization: request.authorization, signing: request.signing,
            pace: request.pace, timeouts: .patient, attempts: request.attempts, maximumBytes: request.maximumBytes)
        return Crawler(
            identifier: identifier, platform: platform, name: name, endpoint: endpoint, every: every,
            request: patientRequest, paging: paging, queries: queries, format: format, fields: fields, watch: watch,
            recheck: recheck, rule: rule)
    }
}

/// The same for the file of a crawler, for programs that are run from outside.
package enum PatientCrawlerFile {
    /// The text of a crawler's file with the same patience.
    package static func text(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            switch line {
            case "request:": "request:\n  timeoutSeconds: 600"
            case "request: {method: GET}": "request: {method: GET, timeoutSeconds: 600}"
            // Already reported.
            case _ where line.hasPrefix("  timeoutSeconds:") || line.hasPrefix("  timeouts:"): ""
            default: String(line)
            }
        }
        .joined(separator: "\n")
    }

    /// Writes the shipped crawlers into `folder`, and gives the environment that leads a program to them.
    package static func shipped(in folder: TemporaryFolder) throws -> [String: String] {
        try folder.makeFolder("PatientCrawlers")
        for name in try Repository.names(in: "Crawlers") where name.hasSuffix(".yaml") {
            try folder.write(Array(text(Repository.text("Crawlers/" + name)).utf8), to: "PatientCrawlers/" + name)
        }
        return ["SUSHAI_CRAWLERS": folder.path + "/PatientCrawlers"]
    }
}
