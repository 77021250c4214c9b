/// The rules of the screening job: one criteria file for each category for `sushai`, and a table with the same content for the peers.
struct Rules {
    let catalogue: Catalogue

    /// `folder` must exist.
    func write(folder: String) throws(FileFault) {
        var table = Text("category,product\n".utf8)
        for (index, category) in catalogue.categories.enumerated() {
            let product = Catalogue.product(category)
            table.append(contentsOf: "\(category.number),\(product)\n".utf8)
            try put(criteria(index, category, product), "\(folder)/\(product).yaml")
        }
        try put(table, "\(folder)/products.csv")
    }

    private func put(_ text: Text, _ path: String) throws(FileFault) {
        var file = try OutputFile(path)
        try file.add(text)
        try file.finish()
    }

    private func criteria(_ index: Int, _ category: Catalogue.Category, _ product: String) -> Text {
        let words = catalogue.titleWords(index)
        return Text(
            """
            product: \(product)
            name: \(String(decoding: category.word, as: UTF8.self))
            matching:
              titleWords: [\(words.dropLast(2).joined(separator: ", "))]
              exceptWords: [\(words.suffix(2).joined(separator: ", "))]
              unit: none
              categories:
                bench: ["\(category.number)"]
                bench-a: ["\(category.number)"]
                bench-b: ["\(category.number)"]
                bench-c: ["\(category.number)"]
            flagging:
              lowPriceZ: "-3.0"
              minimumListings: \(Answer.minimumListings)
              burstUnitsPerDay: 500
              livestream: false
            editions:
              - edition: "bench"
                items:
                  - code: BENCH
                    name: 示例
                    standard: none
                    method: none
                    passFail: true
                    hazard: general
                    source: {confidence: S, note: made for a measurement}

            """.utf8)
    }
}
