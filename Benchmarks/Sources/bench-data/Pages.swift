/// A feed in pages: JSON of about 100 KB each, in the format of a platform's answer.
struct Pages {
    static let records = 122

    let listings: Listings

    /// `1.json` … `<count>.json` in `folder`, which must exist.
    func write(count: Int, folder: String) throws(FileFault) {
        let format = NDJSON(catalogue: listings.catalogue, order: .mappedFirst)
        for page in 1...count {
            var text = Text()
            text.add(#"{"code":0,"data":{"total":"#)
            text.add(count * Self.records)
            text.add(#","items":["#)
            for record in 0..<Self.records {
                if record > 0 { text.add(",") }
                format.write(listings[(page - 1) * Self.records + record], to: &text)
            }
            text.add("]}}\n")
            var file = try OutputFile("\(folder)/\(page).json")
            try file.add(text)
            try file.finish()
        }
    }

    /// All listings in one document of the same form.
    func write(rows: Int, to file: inout OutputFile) throws(FileFault) {
        let format = NDJSON(catalogue: listings.catalogue, order: .mappedFirst)
        var text = Text()
        text.add(#"{"code":0,"data":{"total":"#)
        text.add(rows)
        text.add(#","items":["#)
        for row in 0..<rows {
            if row > 0 { text.add(",") }
            format.write(listings[row], to: &text)
            try file.add(text)
            text.removeAll(keepingCapacity: true)
        }
        text.add("]}}\n")
        try file.add(text)
    }
}
