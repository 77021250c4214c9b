package import Domain
internal import FoundationEssentials

extension ChainedEvent {
    /// The names and values of the event; empty if the text was changed by hand and cannot be read.
    package var details: [String: String] {
        (try? JSONDecoder().decode([String: String].self, from: Data(detailsJSON.utf8))) ?? [:]
    }
}
