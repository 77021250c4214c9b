/// The Chinese words of the queue, for tables.
package enum JobWording {
    package static func name(_ kind: JobKind) -> String {
        switch kind {
        case .pull: "拉取"
        case .screen: "标记"
        case .release: "放行"
        case .judge: "判定"
        case .route: "处置"
        case .publish: "下发"
        case .recheck: "复核链接"
        case .bulk: "批量办理"
        case .proof: "校验日志"
        }
    }

    package static func sentence(_ fault: JobFault) -> String {
        switch fault {
        case .incompletePull: "拉取的数据缺页"
        case .platformUnreachable: "平台未返回可用的内容"
        case .credentialsRefused: "平台拒绝凭证，请核对凭证和有效期"
        case .unexpectedAnswer: "平台返回的内容与抓取器文件不符，请核对抓取器"
        case .ruleMissing: "缺少规则文件或设置，请补齐后重新排队"
        case .notFound: "对象不存在"
        case .conflict: "对象的当前状态不允许该操作"
        case .databaseFull: "磁盘或数据库已满，请清出空间"
        case .databaseUnavailable: "数据库暂时不可用"
        case .inconsistent: "数据自相矛盾，请联系开发人员"
        case .crashed: "处理进程每次都在完成前中止，请查看日志"
        case .unreadableKey: "任务的对象无法识别，请联系开发人员"
        case .other: "内部错误，请查看日志"
        }
    }
}
