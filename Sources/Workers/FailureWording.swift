internal import Domain
internal import Store
internal import Transport

/// Why work failed, in Chinese, for the tables, alerts and errors that officers read.
package enum FailureWording {
    package static func sentence(_ error: any Error) -> String {
        switch error {
        case let error as PermanentFailure: error.sentence
        case let error as FetchError: error.sentence
        case let error as IncompletePull: "缺页：" + error.gaps.joined(separator: "；")
        case let error as EvidenceRefusal: error.sentence
        case let error as LegalBasis.Problem: error.sentence
        case is CancellationError: "已中断；再次运行同一命令即可继续"
        default: String(describing: error)
        }
    }
}
