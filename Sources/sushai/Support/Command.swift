internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Rulebook
internal import Store
internal import Transport
internal import Workers

/// A command that ends with an exit code that means something, and a sentence on standard error.
protocol Command: AsyncParsableCommand {
    func execute(_ session: Session) async throws
}

extension Command {
    func run() async throws {
        do {
            try await execute(try Session())
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
        case let refusal as EvidenceRefusal: refusal.sentence
        case let basis as LegalBasis.Problem: basis.sentence
        case is CancellationError: "interrupted; running the same command again carries on"
        default: String(describing: error)
        }
    }

    private static func code(_ error: any Error) -> Int32 {
        switch error {
        case is RulebookError, is UploadFault, is LegalBasis.Problem, is Settings.Mistake, is InputMistake: input
        case is EvidenceRefusal, is PermanentFailure: unavailable
        case is EvidenceVault.Refusal: files
        case is CancellationError, is BoundedExecutor.Overloaded: again
        case let error as StoreError:
            switch error {
            case .notFound, .conflict: unavailable
            case .full, .wrongInstallation: files
            case .unavailable: again
            case .inconsistent: defect
            }
        case let error as FetchError: error.isWorthRetrying ? again : unavailable
        default: defect
        }
    }
}

/// An argument or an input file that cannot be used: what, and what to write instead.
struct InputMistake: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
