internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Store
internal import Web
internal import Workers

struct LabWatch: Command {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "持续接收承检机构放入文件夹的文件。",
        discussion: """
            每家机构在被监视的文件夹中有一个同名文件夹；使用 --laboratory 时，文件直接放在其中。文件两次查看均无变化时接收，\
            结果写入同一处的 <文件名>.result.txt。文件留在原处，按内容识别；未能接收的文件每次重新读取。

            示例
              sushai lab watch /srv/laboratories
              sushai lab watch --laboratory LAB-01 --once inbox
            """)

    @Argument(help: "文件夹。")
    var folder: String
    @Option(help: "文件直接放在该文件夹中的承检机构。")
    var laboratory: String?
    @Option(help: "两次查看之间的秒数。")
    var every: Int64 = 5
    @Option(help: "文件不变多少秒后接收。")
    var settle: Int64 = 5
    @ArgumentParser.Flag(help: "接收现有的全部文件后结束。")
    var once = false

    func execute(_ session: Session) async throws {
        guard (1...86_400).contains(every), (0...86_400).contains(settle) else {
            throw InputMistake("--every 应为1至86400秒，--settle 应为0至86400秒")
        }
        let watch = WatchFolder(
            try session.openContext(),
            .init(
                folder: folder, laboratory: laboratory, settleSeconds: settle))
        var failed = false
        while true {
            let result = try await watch.runOnce()
            show(result)
            failed = failed || !result.failed.isEmpty
            if once, result.incomplete.isEmpty { break }
            try await Task.sleep(for: once ? .milliseconds(max(100, settle * 1000 / 4)) : .seconds(every))
        }
        if failed { throw ExitCode(Failure.input) }
    }

    private func show(_ result: WatchFolder.ScanResult) {
        for (file, intake) in result.imported {
            let upload = intake.upload
            Output.line(
                "\(file)：上传\(upload.id)，\(upload.rows)行，已接收\(upload.taken)，待复核\(upload.waiting)，重复\(upload.duplicates)，"
                    + "暂扣\(upload.held)，已关闭\(upload.dismissed)")
        }
        for (file, reason) in result.ignored { Output.error("\(file)：\(reason)") }
        for (file, reason) in result.failed { Output.error("\(file)：\(reason)") }
    }
}
