/// A figure of the criteria that is recalled or was not found. An operator must confirm it; no sample is judged by it.
package struct UnverifiedFigure: Hashable, Sendable {
    /// The requirement with the figure, as text.
    package let requirement: String
    package let source: FigureSource
}

extension TestItem {
    /// The figures whose source differs from the item's source, as text.
    package var figureSources: [(figure: String, source: FigureSource)] {
        guard case .byClass(let cases) = requirement else { return [] }
        return cases.compactMap { one in one.source.map { (JudgementWording.text(one, of: self), $0) } }
    }

    /// The figures of this item by which no sample may be judged.
    package var unverifiedFigures: [UnverifiedFigure] {
        guard case .byClass(let cases) = requirement else {
            return source.confidence.isUsable
                ? [] : [UnverifiedFigure(requirement: JudgementWording.requirement(of: self), source: source)]
        }
        return cases.compactMap { one in
            let own = one.source ?? source
            guard !own.confidence.isUsable, one.demand != .notApplicable else { return nil }
            return UnverifiedFigure(requirement: JudgementWording.text(one, of: self), source: own)
        }
    }
}
