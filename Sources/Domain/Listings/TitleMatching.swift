extension ProductMatcher {
    /// The product of a title with its category.
    ///
    /// A title word decides; among several products the longest word wins, then the product code in order. The category
    /// alone decides only where no title word of any product is found. A product ruled out by an exception counts as not
    /// found, by word and by category.
    ///
    /// - Parameters:
    ///   - title: valid UTF-8.
    ///   - readable: how many bytes behind the title may be read. From `TitleScratch.padding` on a title without capitals
    ///     is not copied.
    ///   - category: the platform's number for it; nil where the feed gives none.
    ///   - categories: those of the listing's platform.
    ///   - scratch: the caller's; any content.
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

    /// The first specification, in the order of precedence, that the title names.
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
