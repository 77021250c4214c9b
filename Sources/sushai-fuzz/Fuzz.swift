internal import Foundation

/// Feeds mutated fixtures to every decoder and looks for crashes, hangs and lost records.
///
/// Usage: `sushai-fuzz [--seconds 60] [--seed 1] [--decoder json]`, run in the root of the repository; `sushai-fuzz
/// --decoder json --replay .fuzz/json-1-4711.bin` runs one saved input again.
///
/// This process supervises. Each decoder runs in its own process, which stores the number of each input before it reads
/// the input. An input depends only on the seed and its number. If an input ends the process, it can therefore be made
/// again and saved.
@main
struct Fuzz {
    static func main() {
        do {
            let options = try Options(Array(CommandLine.arguments.dropFirst()))
            exit(try run(options) ? 0 : 1)
        } catch {
            FileHandle.standardError.write(Data("sushai-fuzz: \(error)\n".utf8))
            exit(2)
        }
    }

    /// Whether nothing was found.
    private static func run(_ options: Options) throws -> Bool {
        if let path = options.replay { return try replay(path, options) }
        if let firstInput = options.childFrom {
            try Child(options: options, firstInput: firstInput).run()
            return true
        }
        print("seed \(options.seed), \(options.seconds) s per decoder; findings are saved in \(Options.folder)/")
        var clean = true
        for decoder in options.decoders {
            clean = try FuzzSupervisor(decoder: decoder, options: options).run() && clean
        }
        return clean
    }

    private static func replay(_ path: String, _ options: Options) throws -> Bool {
        guard let data = FileManager.default.contents(atPath: path), let decoder = options.decoders.first,
            options.decoders.count == 1
        else { throw Options.Mistake(description: "--replay needs an existing file, and --decoder") }
        let corpus = try Corpus(decoder)
        let findings = corpus.seeds.compactMap { Invariants.violation(of: Array(data), read: $0) }
        for finding in Set(findings) { print(finding) }
        if findings.isEmpty { print("nothing is found") }
        return findings.isEmpty
    }
}
