internal import HTTPTypes

/// The Chinese texts of pages about errors: what is wrong, then what to do.
enum ErrorWording {
    struct Texts: Sendable {
        let status: HTTPResponse.Status
        let heading: String
        let what: String
        let remedy: String
    }

    static let home = "回到今日"
    static let signIn = "去登录"

    static func texts(_ refusal: ConsoleRefusal) -> Texts {
        switch refusal {
        case .foreignHost:
            Texts(
                status: .misdirectedRequest, heading: "控制台只能在本机打开", what: "控制台正在试用，只接受本机的访问。",
                remedy: "在运行速筛的机器上打开 http://127.0.0.1；要让其他机器访问，请运维人员配置 HTTPS 并设置 SUSHAI_ORIGIN。")
        case .foreignOrigin:
            Texts(
                status: .forbidden, heading: "没有办理", what: "这次提交不是从控制台的页面发出的，所以没有办理。",
                remedy: "从控制台重新打开该页面再提交。若反复出现，请核对浏览器地址栏中的地址，并将请求编号告知运维人员。")
        case .staleForm:
            Texts(
                status: .forbidden, heading: "没有办理", what: "页面是在这次登录之前打开的，或者浏览器没有保存 Cookie，所以没有办理。",
                remedy: "重新打开该页面再提交。")
        case .signedOut:
            Texts(
                status: .unauthorized, heading: "没有办理", what: "登录已经结束，这次提交没有办理，填写的内容没有保存。",
                remedy: "登录后重新填写并提交。30 分钟不操作，或登录满 12 小时，登录会结束。")
        case .formKept:
            Texts(
                status: .unauthorized, heading: "没有办理", what: "登录已经结束，这次提交没有办理。填写的内容保留 30 分钟。",
                remedy: "用同一账号登录，回到填好的页面，核对后再提交。选择的文件和密码须重新填写。")
        case .unfinished:
            Texts(
                status: .forbidden, heading: "没有办理", what: "登录还没有完成，或者这一步已在另一个窗口完成，所以没有办理。",
                remedy: "从今日重新进入，再提交一次。")
        case .unreadableForm:
            Texts(
                status: .badRequest, heading: "没有办理", what: "提交的内容不完整，或含有控制字符。",
                remedy: "返回上一页，去掉从其他程序粘贴来的特殊字符后再提交。")
        case .wrongMediaType:
            Texts(
                status: .unsupportedMediaType, heading: "没有办理", what: "这个页面不接受这种格式的内容。",
                remedy: "从控制台重新打开该页面再提交。")
        }
    }

    static func texts(_ problem: Problem) -> Texts {
        let (heading, what, remedy): (String, String, String) =
            switch problem.status {
            case .unauthorized: ("没有登录", "这个页面需要登录。", "登录后再打开。")
            case .forbidden where problem == .overseerOnly:
                ("没有权限", "只有本级的监管人员可以办理。", "您可以查看；需要办理的，请联系本级的监管人员。")
            case .forbidden: ("没有权限", "您的账号不能打开这个页面，或不能办理这件事。", "如果工作需要，请联系本单位的管理员。")
            case .notFound: ("没有这个页面", "地址有误，或者这项内容不属于您的单位。", "从菜单重新进入；地址是同事发来的，请他核对。")
            case .conflict: ("没有办理", problem.detail + "。", "内容可能刚被别人办理。重新打开该页面，核对后再决定。")
            case .contentTooLarge: ("内容过大", "提交的内容超过大小限制，没有保存。", "分成几次提交。")
            case .requestTimeout: ("没有收完", "网络太慢，提交的内容没有收完，没有保存。", "网络好转后再提交一次。")
            case .tooManyRequests: ("请求过于频繁", "短时间内打开的页面过多。", "一分钟后再试。")
            case .serviceUnavailable where problem == .accessUnavailable:
                (problem.title, problem.detail + "。这次没有办理。", "有恢复码的，可以用恢复码登录；请将下面的请求编号告知运维人员。")
            case .serviceUnavailable: ("暂时不能办理", "服务暂时繁忙或存储不可用，这次没有办理。", "几分钟后再试一次；同一件事不会办理两遍。")
            case let status where status.kind == .serverError:
                ("程序出错", "这次没有办理。", "请将下面的请求编号告知运维人员。")
            default: ("没有办理", problem.detail + "。", "核对后再提交。")
            }
        return Texts(status: problem.status, heading: heading, what: what, remedy: remedy)
    }
}
