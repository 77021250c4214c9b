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
        usage: bench-data ndjson|ndjson-late|csv|answer ROWS FILE
               bench-data pages COUNT FOLDER
               bench-data rules FOLDER

        """

    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do throws(FileFault) {
            if arguments.count == 2, arguments[0] == "rules" {
                return try Rules(catalogue: Catalogue(seed: seed)).write(folder: arguments[1])
            }
            guard arguments.count == 3, let count = Int(arguments[1]), count > 0 else { return refuse(usage) }
            if try !make(arguments[0], count, arguments[2]) { refuse(usage) }
        } catch {
            refuse("bench-data: \(error)\n")
        }
    }

    /// False if `kind` is not known.
    private static func make(_ kind: String, _ count: Int, _ path: String) throws(FileFault) -> Bool {
        let catalogue = Catalogue(seed: seed)
        switch kind {
        case "ndjson", "ndjson-late":
            let format = NDJSON(catalogue: catalogue, order: kind == "ndjson" ? .mappedFirst : .mappedLast)
            try lines(count, path, catalogue, format.write)
        case "csv":
            try lines(count, path, catalogue, header: CSV.header, CSV(catalogue: catalogue).write)
        case "answer":
            var file = try OutputFile(path)
            try Answer(catalogue: catalogue, seed: seed).write(rows: count, to: &file)
            try file.finish()
        case "pages":
            try Pages(catalogue: catalogue, seed: seed).write(count: count, folder: path)
        default: return false
        }
        return true
    }

    private static func lines(
        _ count: Int, _ path: String, _ catalogue: Catalogue, header: StaticString? = nil,
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
        for index in 0..<count {
            line.removeAll(keepingCapacity: true)
            write(Offer(index, of: catalogue, seed: seed), &line)
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
