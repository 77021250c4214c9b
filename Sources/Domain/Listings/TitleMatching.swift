extension ProductMatcher {
    /// Finds the product of a title with its category.
    ///
    /// Title words decide. If words of several products occur, the longest word decides, then the order of product
    /// codes. The category decides only if no title word of any product occurs. A product that is excluded by an
    /// exception word is not matched, neither by title words nor by category.
    ///
    /// - Parameters:
    ///   - title: valid UTF-8.
    ///   - readable: the number of readable bytes after the title. If it is at least `TitleScratch.padding`, a title
    ///     without capitals is not copied.
    ///   - category: the platform's category number; nil if the feed gives none.
    ///   - categories: the categories of the listing's platform.
    ///   - scratch: a buffer of the caller. Its content does not matter.
    @inline(__always)
    package func match(
        title: UnsafeRawBufferPointer, readable: Int, category: UnsafeRawBufferPointer?,
        of categories: PlatformCategories, _ scratch: inout TitleScratch
    ) -> TitleMatch {
        patterns.scan(title, readable: readable, &scratch)
        var result = TitleMatch()
        guard scratch.words.isEmpty else {
            decide(scratch.words, category, categories, &result)
            return result
        }
        if let category, let table = categories.table { result.product = table.value(category) ?? -1 }
        return result
    }

    private func decide(
        _ words: [Int32], _ category: UnsafeRawBufferPointer?, _ categories: PlatformCategories,
        _ result: inout TitleMatch
    ) {
        var longest: Int32 = 0
        for number in words {
            let word = patterns.words[Int(number)]
            for meaning in meanings(of: word) {
                switch meaning.kind {
                case .watched: result.isWatched = true
                case .title:
                    let wins =
                        word.length > longest || (word.length == longest && meaning.product < result.product)
                    if wins, !isExcluded(meaning.product, words) {
                        longest = word.length
                        result.product = meaning.product
                    }
                case .exception, .specification: break
                }
            }
        }
        if result.product < 0, let category, let product = categories.table?.value(category),
            !isExcluded(product, words)
        {
            result.product = product
        }
        if result.product >= 0, !rules[Int(result.product)].specifications.isEmpty { specify(words, &result) }
    }

    /// The first specification, in the order of precedence, that the title contains.
    private func specify(_ words: [Int32], _ result: inout TitleMatch) {
        for number in words {
            for meaning in meanings(of: patterns.words[Int(number)])
            where meaning.kind == .specification && meaning.product == result.product {
                if result.specification < 0 || meaning.specification < result.specification {
                    result.specification = meaning.specification
                }
            }
        }
    }

    private func isExcluded(_ product: Int32, _ words: [Int32]) -> Bool {
        words.contains { number in
            meanings(of: patterns.words[Int(number)]).contains { $0.kind == .exception && $0.product == product }
        }
    }

    @inline(__always)
    private func meanings(of word: TitlePatterns.Word) -> LazyMapSequence<ArraySlice<Int32>, Meaning> {
        patterns.identifiers[Int(word.first)..<Int(word.first + word.count)].lazy.map { meanings[Int($0)] }
    }
}
