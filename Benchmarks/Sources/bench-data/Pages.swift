/// A feed in pages: JSON of about 100 KB each, in the format of a platform's answer.
struct Pages {
    static let records = 122

    let catalogue: Catalogue
    let seed: UInt64

    /// `1.json` … `<count>.json` in `folder`, which must exist.
    func write(count: Int, folder: String) throws(FileFault) {
        let format = NDJSON(catalogue: catalogue, order: .mappedFirst)
        for page in 1...count {
            var text = Text()
            text.add(#"{"code":0,"data":{"total":"#)
            text.add(count * Self.records)
            text.add(#","items":["#)
            for record in 0..<Self.records {
                if record > 0 { text.add(",") }
                format.write(
                    Offer((page - 1) * Self.records + record, of: catalogue, seed: seed), to: &text)
            }
            text.add("]}}\n")
            var file = try OutputFile("\(folder)/\(page).json")
            try file.add(text)
            try file.finish()
        }
    }
}
