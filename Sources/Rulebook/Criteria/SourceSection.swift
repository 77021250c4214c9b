internal import Domain

/// `source: {confidence: S, note: where it was read, confirmed: {on: "2026-11-30", by: 张三}}`.
enum SourceSection {
    /// The source of a figure of an item. The source may state that the figure was not found.
    static func read(_ value: Value) -> FigureSource? {
        guard let read = parts(value) else { return nil }
        if !read.source.confidence.isUsable, !read.hasNote {
            value.report(
                "a figure of confidence \(read.source.confidence.rawValue) needs a note: where it should be looked for")
        }
        return read.source
    }

    /// The source of a figure of a flag rule. A flag is not an accusation, but a figure that was not found must not be
    /// used.
    static func readForFlagging(_ value: Value) -> FigureSource? {
        guard let read = parts(value) else { return nil }
        if read.source.confidence == .notFound {
            value.member("confidence")?.report("a figure that was not found flags nothing; leave it out")
        }
        return read.source
    }

    private static func parts(_ value: Value) -> (source: FigureSource, hasNote: Bool)? {
        guard let mapping = value.mapping else { return nil }
        let confidence = mapping.required("confidence")?.word(FigureSource.Confidence.self)
        let note = mapping.optional("note")
        let text = note?.text
        let place = mapping.optional("confirmed")
        let confirmed = Field(place, confirmation)
        mapping.finish()
        guard let confidence, !confirmed.isFaulty else { return nil }
        if let place, !confidence.isUsable {
            place.report("a confirmed figure has confidence V or S; leave confirmed out with \(confidence.rawValue)")
        }
        return (FigureSource(confidence: confidence, note: text, confirmed: confirmed.value), note != nil)
    }

    /// `confirmed: {on: "2026-11-30", by: 张三}`: the operator who read the figure in its source, and the day.
    private static func confirmation(_ value: Value) -> FigureSource.Confirmation? {
        guard let mapping = value.mapping else { return nil }
        let on = mapping.required("on")?.day
        let by = mapping.required("by")?.word
        mapping.finish()
        guard let on, let by else { return nil }
        return FigureSource.Confirmation(on: on, by: by)
    }
}

/// `failing: {rank: 1, note: the page that states it}`.
enum FailingSection {
    static func read(_ value: Value) -> FailingRank? {
        guard let mapping = value.mapping else { return nil }
        let rank = mapping.required("rank")?.number(1...1000)
        let note = mapping.required("note")?.word
        mapping.finish()
        guard let rank, let note else { return nil }
        return FailingRank(rank: rank, note: note)
    }
}
