internal import Domain

/// `source: {confidence: S, note: where it was read}`.
enum SourceSection {
    /// The source of a figure of an item. The source may state that the figure was not found.
    static func read(_ value: Value) -> FigureSource? {
        guard let mapping = value.mapping else { return nil }
        let confidence = mapping.required("confidence")?.word(FigureSource.Confidence.self)
        let note = mapping.optional("note")?.text
        mapping.finish()
        guard let confidence else { return nil }
        if !confidence.isUsable, mapping.optional("note") == nil {
            value.report("a figure of confidence \(confidence.rawValue) needs a note: where it should be looked for")
        }
        return FigureSource(confidence: confidence, note: note)
    }

    /// The source of a figure of a flag rule. A flag is not an accusation, but a figure that was not found must not be
    /// used.
    static func readForFlagging(_ value: Value) -> FigureSource? {
        guard let mapping = value.mapping else { return nil }
        let place = mapping.required("confidence")
        let confidence = place?.word(FigureSource.Confidence.self)
        let note = mapping.optional("note")?.text
        mapping.finish()
        guard let confidence else { return nil }
        if confidence == .notFound { place?.report("a figure that was not found flags nothing; leave it out") }
        return FigureSource(confidence: confidence, note: note)
    }
}
