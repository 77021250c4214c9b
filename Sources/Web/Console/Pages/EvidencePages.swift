internal import Domain
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// Opens evidence for officers, with the rules and the answer of the API: only files about sellers of the own region.
struct EvidencePages: WorkPages {
    let console: Console

    static func path(_ hash: String) -> String {
        "/console/evidence/" + hash + "/content"
    }

    func add(to group: RouterGroup<APIContext>) {
        let console = console
        let files = EvidenceRoutes(store: console.app.store) { .region(try $0.caseRegion(console)) }
        group.group("evidence").add(middleware: RequirePermission(permission: .readReports))
            .get("{hash}/content", use: files.content)
    }
}

/// Evidence files as a part of a page.
enum EvidenceList {
    /// A page stays small; the printed report names every file.
    static let most = 100

    static func section(_ title: String, _ files: [ReportEvidence]) -> DetailPage.Section {
        let items = files.prefix(most).map { file in
            DetailPage.Item(
                text: file.name ?? "\(word(file.mediaType)) \(file.hash.prefix(12))",
                href: EvidencePages.path(file.hash),
                small: "\(word(file.mediaType))，\(StorageWording.size(file.bytes))，\(Shown.full(file.arrivedAt)) 收到，"
                    + "校验值 \(file.hash.prefix(16))")
        }
        var section = DetailPage.Section(title, items: items, none: "没有文件。")
        if !files.isEmpty { section.sub = "\(files.count.grouped) 份" }
        if files.count > most { section.paragraphs = ["只列出前 \(most) 份，其余见检验报告中的证据清单。"] }
        return section
    }

    private static func word(_ mediaType: String) -> String {
        switch EvidenceType(rawValue: mediaType) {
        case .some(let type) where type.isImage: "照片"
        case .some(let type) where type.isVideo: "视频"
        default: "文件"
        }
    }
}
