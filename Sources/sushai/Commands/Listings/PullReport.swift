internal import ArgumentParser
internal import Domain
internal import Terminal
internal import Web
internal import Workers

/// The results of pulls, as a table, as sentences on standard error, and as an exit code.
struct PullReport {
    var summaries: [PullSummary] = []
    /// Crawlers that could not be pulled at all, with one sentence each.
    var failures: [String] = []
    /// Whether nothing was stored.
    var isTrial = false

    func show(_ output: OutputOptions) {
        var table = Table([
            Wording.crawler, .init("slot", "快照（北京时间）"), .init("pages", "页"), .init("listings", "链接"),
            .init("repeated", "重复"), .init("quarantined", "隔离"), .init("unreadableSales", "销量不可读"),
            .init("status", "结果"),
        ])
        for summary in summaries {
            table.add([
                .text(summary.crawler), .text(summary.slot.clockText()), .init(summary.pages), .init(summary.listings),
                .init(summary.repeated), .init(summary.quarantined), .init(summary.unreadableSales),
                .text(status(summary)),
            ])
        }
        output.print(table)
    }

    private func status(_ summary: PullSummary) -> String {
        if summary.wasComplete { return "此前已完成" }
        let end =
            !summary.gaps.isEmpty
            ? "缺\(summary.gaps.count)段"
            : summary.heldReason != nil
                ? "完成，暂停标记"
                : !summary.unproven.isEmpty
                    ? "末页未能证实" : summary.short > 0 ? "比平台所称少\(summary.short)条" : "完成"
        return isTrial ? "试拉，未保存：" + end : end
    }

    /// Reports gaps, holds and failures.
    ///
    /// - Throws: the exit code if it is not 0.
    func finish() throws {
        for summary in summaries {
            for gap in summary.gaps { Output.error("\(summary.crawler)：\(gap)") }
            for end in summary.unproven { Output.error("\(summary.crawler)：末页未能证实：\(end)") }
            if let reason = summary.heldReason { Output.error(reason) }
        }
        for failure in failures { Output.error(failure) }
        if !failures.isEmpty { throw ExitCode(Failure.unavailable) }
        if summaries.contains(where: { !$0.gaps.isEmpty }) {
            Output.error(
                isTrial
                    ? "快照不完整" : "快照不完整；再次运行同一命令可补齐")
            throw ExitCode(Failure.again)
        }
    }
}
