internal import Foundation
internal import Synchronization

/// The built program `sushai`, run as a user runs it.
package struct Program: Sendable {
    package struct Run: Sendable {
        package let status: Int32
        package let output: String
        package let error: String

        /// The last line of the output.
        package var lastLine: String {
            output.split(separator: "\n").last.map(String.init) ?? ""
        }
    }

    private let path: String
    /// The environment variables of every run, in addition to those of this process.
    package var environment: [String: String]
    /// The working folder; nil for the one of this process.
    package var folder: String?

    /// The folder of the built programs, for the PATH of a shell.
    package static var builtPrograms: String {
        executables
    }

    /// - Parameter named: the name of an executable in the folder of the running one, or an absolute path.
    package init(named name: String = "sushai", environment: [String: String] = [:], folder: String? = nil) {
        path = name.hasPrefix("/") ? name : Self.executables + "/" + name
        self.folder = folder
        self.environment = environment
    }

    /// The folder of the built executables, which contains the running executable.
    private static var executables: String {
        let own =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    }

    /// Runs the program to its end. `input` is its standard input.
    package func run(
        _ arguments: [String], environment extra: [String: String] = [:], input: [UInt8] = []
    ) async throws -> Run {
        let folder = FileManager.default.temporaryDirectory.path + "/sushai-run-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let process = prepared(arguments, extra)
        // Files are used instead of pipes, because a full pipe that nobody reads would block the program.
        let (output, error) = (try Self.file(folder + "/out"), try Self.file(folder + "/err"))
        _ = FileManager.default.createFile(atPath: folder + "/in", contents: Data(input))
        let given = FileHandle(forReadingAtPath: folder + "/in")
        // The handles must be closed here. Foundation checks all open files when it starts a process; with more than a
        // thousand of them, a crash was observed.
        defer { for handle in [output, error, given] { try? handle?.close() } }
        process.standardOutput = output
        process.standardError = error
        process.standardInput = given
        try await Self.finished(process)
        func text(_ name: String) -> String {
            String(decoding: FileManager.default.contents(atPath: folder + "/" + name) ?? Data(), as: UTF8.self)
        }
        return Run(status: Self.status(process), output: text("out"), error: text("err"))
    }

    /// Starts the program with `arguments`, and waits for the first line of its output.
    package func start(_ arguments: [String], environment extra: [String: String] = [:]) async throws -> Running {
        let process = prepared(arguments, extra)
        let output = Pipe()
        // The program ends when this pipe closes, so it never runs longer than its parent.
        let input = Pipe()
        process.standardOutput = output
        process.standardInput = input
        let firstLine = AsyncStream<String>.makeStream()
        let ended = AsyncStream<Int32>.makeStream()
        let endFlag = Running.EndFlag()
        process.terminationHandler = { process in
            endFlag.set()
            ended.continuation.yield(Self.status(process))
            ended.continuation.finish()
        }
        try ProcessStart.start(process)
        // Read on a separate thread: the readability handler of Foundation crashed at the end of a pipe.
        Thread.detachNewThread { [output] in
            var text = ""
            while true {
                let data = output.fileHandleForReading.availableData
                if data.isEmpty { break }
                guard !text.contains("\n") else { continue }
                text += String(decoding: data, as: UTF8.self)
                if text.contains("\n") {
                    firstLine.continuation.yield(String(text.prefix { $0 != "\n" }))
                    firstLine.continuation.finish()
                }
            }
            firstLine.continuation.finish()
        }
        var line: String?
        for await text in firstLine.stream { line = text }
        guard let line else {
            throw Failure(description: "\(path) \(arguments.joined(separator: " ")) printed nothing")
        }
        return Running(
            process: process.processIdentifier, firstLine: line, ended: ended.stream, input: input, endFlag: endFlag)
    }

    /// Starts the program with `arguments`, and does not wait for output.
    package func launch(_ arguments: [String], environment extra: [String: String] = [:]) throws -> Running {
        let process = prepared(arguments, extra)
        let input = Pipe()
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let ended = AsyncStream<Int32>.makeStream()
        let endFlag = Running.EndFlag()
        process.terminationHandler = { process in
            endFlag.set()
            ended.continuation.yield(Self.status(process))
            ended.continuation.finish()
        }
        try ProcessStart.start(process)
        return Running(
            process: process.processIdentifier, firstLine: "", ended: ended.stream, input: input, endFlag: endFlag)
    }

    /// The program did not behave as the caller expects.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String

        package init(description: String) {
            self.description = description
        }
    }

    private func prepared(_ arguments: [String], _ extra: [String: String]) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        process.environment = ProcessInfo.processInfo.environment
            .merging(environment) { $1 }.merging(extra) { $1 }
        return process
    }

    /// The exit code; if a signal ended the process, minus the signal number.
    private static func status(_ process: Process) -> Int32 {
        process.terminationReason == .uncaughtSignal ? -process.terminationStatus : process.terminationStatus
    }

    private static func file(_ path: String) throws -> FileHandle {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        guard let handle = FileHandle(forWritingAtPath: path) else {
            throw Failure(description: "cannot write \(path)")
        }
        return handle
    }

    private static func finished(_ process: Process) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do {
                try ProcessStart.start(process)
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
    }
}

/// A program that runs until it is stopped.
package struct Running: Sendable {
    package let process: Int32
    package let firstLine: String
    private let ended: AsyncStream<Int32>
    private let input: Pipe
    private let endFlag: EndFlag

    /// Whether a process has ended. Its process number may then belong to another process.
    final class EndFlag: Sendable {
        private let value = Mutex(false)

        func set() {
            value.withLock { $0 = true }
        }

        var isSet: Bool {
            value.withLock { $0 }
        }

        /// Sends `signal` to the process if it has not ended.
        func send(_ signal: Int32, to process: Int32) {
            value.withLock { isOver in if !isOver { kill(process, signal) } }
        }
    }

    init(process: Int32, firstLine: String, ended: AsyncStream<Int32>, input: Pipe, endFlag: EndFlag) {
        self.process = process
        self.firstLine = firstLine
        self.ended = ended
        self.input = input
        self.endFlag = endFlag
    }

    /// Asks the program to end, waits until it has ended, and returns its exit code.
    @discardableResult
    package func stop() async -> Int32? {
        endFlag.send(SIGTERM, to: process)
        let code = await ended.first { _ in true }
        try? input.fileHandleForWriting.close()
        return code
    }

    /// Whether the program has not ended yet.
    package var isRunning: Bool {
        !endFlag.isSet
    }

    /// Kills the program without warning, like a power failure.
    package func kill9() async {
        endFlag.send(SIGKILL, to: process)
        for await _ in ended {}
        try? input.fileHandleForWriting.close()
    }
}

/// Starts one process at a time. Foundation checks the open file descriptors when it starts a process; a crash was
/// observed when two processes were started at the same time.
private enum ProcessStart {
    private static let turn = Mutex(())

    static func start(_ process: Process) throws {
        try turn.withLock { _ in try process.run() }
    }
}
