/// A legal basis that officers choose from a list, instead of typing it. The list is data of the authority.
package struct LegalBasisTemplate: Hashable, Sendable {
    /// Why it cannot be chosen for a takedown.
    package enum Obstacle: Hashable, Sendable {
        /// The law requires the result of formal supervision or of enforcement. A takedown of this program rests on a
        /// screening result (annex §4).
        case needsFormalResult
        /// Its text was not compared with the primary text.
        case notVerified
        case notInForce(from: CalendarDay)
    }

    package let code: String
    package let basis: LegalBasis
    /// What the articles provide, in one sentence.
    package let provides: String
    package let needsFormalResult: Bool
    package let confidence: FigureSource.Confidence
    /// The first day of its force; nil if it has long been in force.
    package let from: CalendarDay?

    package init(
        code: String, basis: LegalBasis, provides: String, needsFormalResult: Bool,
        confidence: FigureSource.Confidence, from: CalendarDay?
    ) {
        self.code = code
        self.basis = basis
        self.provides = provides
        self.needsFormalResult = needsFormalResult
        self.confidence = confidence
        self.from = from
    }

    /// Nil if the basis can be chosen on this day.
    package func obstacle(on day: CalendarDay) -> Obstacle? {
        if needsFormalResult { return .needsFormalResult }
        if confidence != .verified { return .notVerified }
        if let from, day < from { return .notInForce(from: from) }
        return nil
    }

    /// - Throws: a problem if no template has this code, or if it cannot be chosen on this day.
    package static func choose(
        _ code: String, of templates: [LegalBasisTemplate], on day: CalendarDay
    ) throws(LegalBasis.Problem) -> LegalBasis {
        guard let template = templates.first(where: { $0.code == code }) else {
            throw LegalBasis.Problem(sentence: DispositionWording.basisNotListed)
        }
        if let obstacle = template.obstacle(on: day) {
            throw LegalBasis.Problem(sentence: DispositionWording.obstacle(obstacle))
        }
        return template.basis
    }
}

extension DispositionWording {
    fileprivate static let basisNotListed = "该法律依据已不在清单中，请另选一个"

    package static func obstacle(_ obstacle: LegalBasisTemplate.Obstacle) -> String {
        switch obstacle {
        case .needsFormalResult: "不能选：本条须有监督抽查或执法结果，风险速筛结果不是"
        case .notVerified: "不能选：条款尚未核对原文"
        case .notInForce(let day): "不能选：\(day.text) 起施行"
        }
    }
}
