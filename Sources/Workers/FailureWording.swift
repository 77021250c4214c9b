internal import Domain
internal import Rulebook
internal import Store
internal import Transport

/// Why work failed, in Chinese, for the tables, alerts and errors that officers read.
package enum FailureWording {
    package static func sentence(_ error: any Error) -> String {
        switch error {
        case let error as PermanentFailure: error.sentence
        case let error as FetchError: error.sentence
        case let error as StoreError: sentence(error)
        case let error as IncompletePull: "缺页：" + error.gaps.joined(separator: "；")
        case let error as EvidenceRefusal: error.sentence
        case let error as CriteriaRefusal: error.sentence
        case let error as LegalBasis.Problem: error.sentence
        case let fault as FlagReviewFault: FlagReviewWording.sentence(fault)
        case let error as AccountFault: AccessWording.sentence(error)
        case let error as AccessFailure: error.sentence
        case is BoundedExecutor.Overloaded: "正在读取的文件过多，请在几秒后再次运行同一命令"
        case is IntakeConflict: "另一进程正在接收同一样品的报告，请再次运行同一命令"
        case is CancellationError: "已中断；再次运行同一命令即可继续"
        default: String(describing: error)
        }
    }

    private static func sentence(_ error: StoreError) -> String {
        switch error {
        case .notFound(let what): "未找到：\(what)"
        case .conflict(let conflict): conflict.sentence
        case .wrongInstallation(let why): "数据库不能使用（\(why)）"
        case .full: "磁盘已满，或数据库达到设定的大小；未写入任何数据。请腾出空间，再次运行同一命令"
        case .unavailable(let why): "数据库暂时不能使用，请再次运行同一命令（\(why)）"
        case .inconsistent(let why): "数据自相矛盾，属程序缺陷或文件被改动（\(why)）"
        }
    }
}
