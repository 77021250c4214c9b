/// The provision by which an officer orders a takedown. A screening result alone is no legal basis (annex §4), so the
/// officer must name a law.
package struct LegalBasis: Hashable, Sendable {
    package let text: String

    /// The fault of a legal basis, in Chinese.
    package struct Problem: Error, Hashable, Sendable {
        package let sentence: String
    }

    /// Accepts 4 to 500 characters that name a law by its title in 《》 and an article (第…条).
    package init(_ text: String) throws(Problem) {
        let trimmed = String(Substring(text).trimmingSpaces())
        guard trimmed.unicodeScalars.count >= 4 else { throw Problem(sentence: DispositionWording.basisMissing) }
        guard trimmed.unicodeScalars.count <= 500 else { throw Problem(sentence: DispositionWording.basisTooLong) }
        guard trimmed.contains("《"), trimmed.contains("》"), trimmed.contains("第"), trimmed.contains("条") else {
            throw Problem(sentence: DispositionWording.basisUnclear)
        }
        self.text = trimmed
    }
}
