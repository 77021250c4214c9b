internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Logging
internal import Rulebook
internal import Store
internal import Transport
internal import Workers

/// A command with a meaningful exit code and an error sentence on standard error.
protocol Command: AsyncParsableCommand {
    /// The level of the log if SUSHAI_LOG_LEVEL is not set.
    static var logLevel: Logger.Level { get }
    func execute(_ session: Session) async throws
}

extension Command {
    /// Most commands report their errors themselves, so little is logged.
    static var logLevel: Logger.Level { .critical }

    func run() async throws {
        do {
            try await execute(try Session(logLevel: Self.logLevel))
        } catch let code as ExitCode {
            throw code
        } catch {
            let failure = Failure(error)
            Output.error(failure.message)
            throw ExitCode(failure.code)
        }
    }
}

/// The one table from errors to exit codes (sysexits.h).
struct Failure {
    static let fault: Int32 = 1
    static let input: Int32 = 65
    static let unavailable: Int32 = 69
    static let defect: Int32 = 70
    static let files: Int32 = 74
    static let again: Int32 = 75

    let code: Int32
    let message: String

    init(_ error: any Error) {
        message = Self.message(error)
        code = Self.code(error)
    }

    private static func message(_ error: any Error) -> String {
        switch error {
        case let fault as UploadFault:
            fault.problems.map { $0.place + "：" + $0.sentence }.joined(separator: "\n")
        case let start as StartFailure: start.sentence
        default: FailureWording.sentence(error)
        }
    }

    private static func code(_ error: any Error) -> Int32 {
        switch error {
        case is RulebookError, is CriteriaRefusal, is UploadFault, is LegalBasis.Problem, is Settings.Mistake,
            is InputMistake, is FlagReviewFault, is AccountFault:
            input
        case is EvidenceRefusal, is PermanentFailure: unavailable
        case is EvidenceVault.Refusal, is AccessFailure: files
        case is CancellationError, is BoundedExecutor.Overloaded: again
        case let start as StartFailure: start.code
        case let error as StoreError:
            switch error {
            case .notFound, .conflict: unavailable
            case .full, .wrongInstallation: files
            case .unavailable: again
            case .inconsistent: defect
            }
        case let error as FetchError: error.isRetryable ? again : unavailable
        default: defect
        }
    }
}

/// Why a command cannot start its work.
enum StartFailure: Error {
    case noDatabase(path: String)
    case cannotListen(host: String, port: Int)

    var code: Int32 {
        switch self {
        case .noDatabase: Failure.files
        case .cannotListen: Failure.again
        }
    }

    var sentence: String {
        switch self {
        case .noDatabase(let path): "没有数据库 \(path)；请设置 SUSHAI_DATABASE，或先运行 sushai pull"
        case .cannotListen(let host, let port):
            "无法监听 \(host):\(port)，可能已被其他程序占用；请设置 SUSHAI_HOST 或 SUSHAI_PORT"
        }
    }
}

/// An argument or an input file that cannot be used: the fault and the correction, in Chinese.
struct InputMistake: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
