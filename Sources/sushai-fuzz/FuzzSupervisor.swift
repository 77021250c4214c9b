internal import Foundation

/// Runs one decoder's process, restarts it after each input that ended it, and prints the decoder's line.
struct FuzzSupervisor {
    /// The maximum number of seconds for one input. After that, the process is regarded as hanging.
    private static let hangSeconds = 120.0
    /// The maximum number of findings. It is enough to see a pattern.
    private static let mostFindings = 10

    private let decoder: Decoder
    private let options: Options
    private let note: NumberNote

    init(decoder: Decoder, options: Options) throws {
        self.decoder = decoder
        self.options = options
        try FileManager.default.createDirectory(atPath: Options.folder, withIntermediateDirectories: true)
        note = try NumberNote(path: NumberNote.path(decoder))
    }

    /// Whether nothing was found.
    func run() throws -> Bool {
        let started = Date()
        var next: UInt64 = 0
        var findings = 0
        while findings < Self.mostFindings {
            let left = options.seconds - Int(Date().timeIntervalSince(started))
            guard left > 0 else { break }
            note.write(next)
            let finding = try watch(from: next, seconds: left)
            next = note.read() + (finding == nil ? 0 : 1)
            guard let finding else { break }
            findings += 1
            try save(next - 1, finding)
        }
        let taken = max(Date().timeIntervalSince(started), 0.001)
        print(
            "\(decoder.rawValue): \(next) inputs in \(Int(taken)) s, \(Int(Double(next) / taken)) a second, "
                + "\(findings) found")
        return findings == 0
    }

    /// Runs one process to its end.
    ///
    /// - Returns: its finding, or how it ended early.
    private func watch(from first: UInt64, seconds: Int) throws -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = [
            "--decoder", decoder.rawValue, "--seed", String(options.seed), "--seconds", String(seconds),
            "--child-from", String(first),
        ]
        let errorPath = "\(Options.folder)/\(decoder.rawValue).err"
        _ = FileManager.default.createFile(atPath: errorPath, contents: nil)
        process.standardError = FileHandle(forWritingAtPath: errorPath)
        try process.run()
        let hasHung = stopIfHanging(process)
        process.waitUntilExit()
        if hasHung { return "it hangs" }
        if process.terminationReason == .uncaughtSignal { return "it crashed with signal \(process.terminationStatus)" }
        guard process.terminationStatus != 0 else { return nil }
        let words = String(decoding: FileManager.default.contents(atPath: errorPath) ?? Data(), as: UTF8.self)
        return words.isEmpty ? "it ended with code \(process.terminationStatus)" : words
    }

    /// Waits for the end of `process`. If it hangs, kills it.
    ///
    /// - Returns: whether it was killed.
    private func stopIfHanging(_ process: Process) -> Bool {
        var last = note.read()
        var since = Date()
        while process.isRunning {
            Thread.sleep(forTimeInterval: 0.05)
            let now = note.read()
            if now != last { (last, since) = (now, Date()) }
            if Date().timeIntervalSince(since) > Self.hangSeconds {
                kill(process.processIdentifier, SIGKILL)
                return true
            }
        }
        return false
    }

    private func save(_ number: UInt64, _ finding: String) throws {
        let corpus = try Corpus(decoder)
        let mutable = corpus.seeds.filter { $0.bytes.count <= Corpus.largestMutated }
        let input = try FuzzInput(number, of: corpus, mutable: mutable, seed: options.seed)
        let path = "\(Options.folder)/\(decoder.rawValue)-\(options.seed)-\(number).bin"
        _ = FileManager.default.createFile(atPath: path, contents: Data(input.bytes))
        print("  \(decoder.rawValue) input \(number) (from \(input.seed.name)): \(finding)\n  saved as \(path)")
    }
}
