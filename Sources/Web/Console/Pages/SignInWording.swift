/// The Chinese texts of the sign-in.
enum SignInWording {
    static let button = "登录"
    static let failed = "没有登录成功"
    static let ended = "登录已结束：30 分钟没有操作，或登录已满 12 小时，或已在别处退出。请重新登录。"
    static let note = "忘记密码或更换手机，请联系本单位管理员。本系统仅供授权人员使用，登录和查看均有记录。"
    static let wrongPassword = "账号或密码不对。核对大小写和输入法后再试"
    static let codeHint = "打开手机上的验证器查看；每 30 秒更新，一个验证码只能用一次"
    static let wrongCode = "验证码不对，或已经用过。请等下一个验证码"
    static let recoveryHint = "开通两步验证时给您的 10 个恢复码之一，每个只能用一次"
    static let wrongRecovery = "恢复码不对，或已经用过。请换一个没有用过的"
    static let useRecovery = "手机不在身边，用恢复码登录"
    static let useCode = "改用手机上的验证码登录"
    static let lost = "手机和恢复码都不在身边，请联系本单位管理员重置账号。"

    static func slowed(_ seconds: Int64) -> String {
        "尝试次数过多，请在 \(seconds) 秒后再试"
    }
}
