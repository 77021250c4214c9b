internal import Domain
internal import FoundationEssentials

extension HistoryEntry {
    /// An event as a page shows it: what happened, when, and by whom. Values of the event are not shown.
    init(_ event: ChainedEvent) {
        time = Shown.full(event.at)
        text = EventWording.name(event.kind)
        small = EventWording.actor(event.actor)
    }

    /// The same with the values of some of its particulars, which a person wrote.
    init(_ event: ChainedEvent, showing names: Set<String>) {
        self.init(event)
        // The text is that of `Event.detailsJSON`: an object of texts.
        let details = try? JSONDecoder().decode([String: String].self, from: Data(event.detailsJSON.utf8))
        let shown = names.sorted().compactMap { details?[$0] }.filter { !$0.isEmpty }
        if !shown.isEmpty { small = ([small ?? ""] + shown).joined(separator: "：") }
    }
}
