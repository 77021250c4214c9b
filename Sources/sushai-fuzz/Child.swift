internal import Feeds
internal import Foundation
internal import TestSupport
internal import Transport

/// An input made from a seed, and its reader.
struct FuzzInput {
    let bytes: [UInt8]
    let seed: Seed
    /// The bytes before compression; nil if the whole input was not compressed.
    let plain: [UInt8]?

    /// Input `number`. It is the same on every machine and in every run.
    init(_ number: UInt64, of corpus: Corpus, mutable: [Seed], seed: UInt64) throws {
        var chance = FuzzRandom(seed: seed, number: number)
        self.seed = mutable[chance.below(mutable.count)]
        let other = mutable[chance.below(mutable.count)].bytes
        if case .laboratoryXLSX = corpus.decoder {
            bytes = try Workbooks.damaged(self.seed, with: other, &chance)
            plain = nil
            return
        }
        let compress: (([UInt8]) throws -> [UInt8])? =
            switch corpus.decoder {
            case .gzip: Compressing.gzip
            case .zstd: Compressing.zstd
            default: nil
            }
        guard let compress else {
            bytes = Mutation.mutated(self.seed.bytes, with: other, &chance)
            plain = nil
            return
        }
        // Half of the inputs are damaged before compression, half after it.
        if chance.below(2) == 0 {
            let changed = Mutation.mutated(self.seed.bytes, with: other, &chance)
            plain = changed
            bytes = try compress(changed)
        } else {
            plain = nil
            bytes = Mutation.mutated(try compress(self.seed.bytes), with: try compress(other), &chance)
        }
    }
}

/// The process that reads the inputs.
struct Child {
    /// The maximum number of processor seconds for one input, in a debug build.
    private static let longest = 5.0

    private let options: Options
    private let corpus: Corpus
    private let mutable: [Seed]
    private let firstInput: UInt64

    init(options: Options, firstInput: UInt64) throws {
        self.options = options
        self.firstInput = firstInput
        corpus = try Corpus(options.decoders[0])
        mutable = corpus.seeds.filter { $0.bytes.count <= Corpus.largestMutated }
        guard !mutable.isEmpty else { throw Options.Mistake(description: "there are no fixtures to mutate") }
    }

    /// Reads inputs until the time is over, and stores the number of each input before reading it. A violation ends the
    /// process with a text on standard error.
    func run() throws {
        let note = try NumberNote(path: NumberNote.path(corpus.decoder))
        if firstInput == 0 { reportDifferences() }
        let clock = ContinuousClock()
        let end = clock.now + .seconds(options.seconds)
        var number = firstInput
        while clock.now < end {
            let input = try FuzzInput(number, of: corpus, mutable: mutable, seed: options.seed)
            note.write(number)
            let started = Self.processorSeconds
            let violation = violation(of: input)
            let taken = Self.processorSeconds - started
            if let violation { fail(violation) }
            if taken > Self.longest { fail("reading \(input.bytes.count) bytes took \(taken) s of processor time") }
            number += 1
        }
        note.write(number)
    }

    private func violation(of input: FuzzInput) -> String? {
        if let violation = Invariants.violation(of: input.bytes, read: input.seed) { return violation }
        guard let plain = input.plain, case .feed(let crawler) = input.seed.reader else { return nil }
        // If damage makes an input look compressed, it cannot be compared.
        guard Compression(recognising: plain) == nil else { return nil }
        let expected = Invariants.page(plain, crawler)
        let found = Invariants.page(input.bytes, crawler)
        let same = expected?.records == found?.records && expected?.listings == found?.listings
        return same ? nil : "compressed and plain bytes give different listings"
    }

    /// The processor time of this process. Elapsed time is not used: on a busy machine, a short reading would look like
    /// a hang.
    private static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private func reportDifferences() {
        for seed in corpus.seeds {
            guard let difference = Invariants.difference(of: seed) else { continue }
            print("  unmutated: \(difference)")
        }
    }

    private func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data(message.utf8))
        exit(3)
    }
}

/// The number of the current input, in a file that remains when the process ends.
final class NumberNote {
    private let descriptor: Int32

    static func path(_ decoder: Decoder) -> String {
        "\(Options.folder)/\(decoder.rawValue).at"
    }

    init(path: String) throws {
        descriptor = open(path, O_RDWR | O_CREAT, 0o644)
        guard descriptor >= 0 else { throw Options.Mistake(description: "cannot write \(path)") }
    }

    deinit {
        close(descriptor)
    }

    func write(_ number: UInt64) {
        var number = number
        pwrite(descriptor, &number, MemoryLayout<UInt64>.size, 0)
    }

    func read() -> UInt64 {
        var number: UInt64 = 0
        return pread(descriptor, &number, MemoryLayout<UInt64>.size, 0) == MemoryLayout<UInt64>.size ? number : 0
    }
}
