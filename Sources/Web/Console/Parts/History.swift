internal import Domain

extension HistoryEntry {
    /// An event as a page shows it: what happened, when, and by whom. Values of the event are not shown.
    init(_ event: ChainedEvent) {
        time = Shown.full(event.at)
        text = EventWording.name(event.kind)
        small = EventWording.actor(event.actor)
    }
}
