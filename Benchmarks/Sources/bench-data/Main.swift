#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

@main
enum Main {
    /// If it changes, every file changes.
    private static let seed: UInt64 = 20_250_014

    private static let usage = """
        usage: bench-data ndjson|ndjson-late|csv|json|answer ROWS FILE [OPTION…]
               bench-data pages COUNT FOLDER [OPTION…]
               bench-data rules FOLDER
        options: --day N                  the day of the feed; 1 if left out
                 --changed-figures N      of a hundred listings, those with another price or other sales each day
                 --changed-attributes N   of a hundred listings, those with another title and picture each day
                 --from N                 the index of the first listing; 0 if left out

        """

    static func main() {
        var arguments = Array(CommandLine.arguments.dropFirst())
        do throws(FileFault) {
            if arguments.count == 2, arguments[0] == "rules" {
                return try Rules(catalogue: Catalogue(seed: seed)).write(folder: arguments[1])
            }
            guard let listings = listings(taking: &arguments), arguments.count == 3, let count = Int(arguments[1]),
                count > 0
            else { return refuse(usage) }
            if try !make(arguments[0], count, arguments[2], listings) { refuse(usage) }
        } catch {
            refuse("bench-data: \(error)\n")
        }
    }

    /// The listings of the options, which are taken out of `arguments`; nil if one is wrong.
    private static func listings(taking arguments: inout [String]) -> Listings? {
        var listings = Listings(seed: seed)
        while arguments.count >= 2, arguments[arguments.count - 2].hasPrefix("--") {
            guard let number = Int(arguments.removeLast()), number >= 0 else { return nil }
            switch arguments.removeLast() {
            case "--day" where (1...4095).contains(number): listings.day.number = number
            case "--changed-figures" where number <= 100: listings.day.figures = number
            case "--changed-attributes" where number <= 100: listings.day.attributes = number
            case "--from": listings.first = number
            default: return nil
            }
        }
        return listings
    }

    /// False if `kind` is not known.
    private static func make(
        _ kind: String, _ count: Int, _ path: String, _ listings: Listings
    ) throws(FileFault) -> Bool {
        switch kind {
        case "ndjson", "ndjson-late":
            let order: NDJSON.Order = kind == "ndjson" ? .mappedFirst : .mappedLast
            try lines(count, path, listings, NDJSON(catalogue: listings.catalogue, order: order).write)
        case "csv":
            try lines(count, path, listings, header: CSV.header, CSV(catalogue: listings.catalogue).write)
        case "json":
            var file = try OutputFile(path)
            try Pages(listings: listings).write(rows: count, to: &file)
            try file.finish()
        case "answer":
            var file = try OutputFile(path)
            try Answer(listings: listings).write(rows: count, to: &file)
            try file.finish()
        case "pages":
            try Pages(listings: listings).write(count: count, folder: path)
        default: return false
        }
        return true
    }

    private static func lines(
        _ count: Int, _ path: String, _ listings: Listings, header: StaticString? = nil,
        _ write: (Offer, inout Text) -> Void
    ) throws(FileFault) {
        var file = try OutputFile(path)
        var line = Text()
        line.reserveCapacity(4096)
        if let header {
            line.add(header)
            line.add("\n")
            try file.add(line)
        }
        for place in 0..<count {
            line.removeAll(keepingCapacity: true)
            write(listings[place], &line)
            line.add("\n")
            try file.add(line)
        }
        try file.finish()
    }

    private static func refuse(_ text: String) {
        let bytes = Text(text.utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
        exit(64)
    }
}
