internal import Domain
internal import Store

/// The part of a recorded purchase whose form a buyer asked for: `?step=order`, `?step=sealed`.
enum BuyingPart: Hashable, Sendable {
    case order
    case step(CustodyStep)

    init?(_ text: String?) {
        guard let text else { return nil }
        if text == "order" {
            self = .order
        } else if let step = CustodyStep(rawValue: text) {
            self = .step(step)
        } else {
            return nil
        }
    }
}

/// The steps of bought goods on their way to the laboratory: what is recorded, and what is missing.
struct CustodyView: Sendable {
    private let rows: [CustodyRow]
    private let link: String
    /// The step that comes next; nil if the goods were sent.
    let following: CustodyStep?

    init(_ rows: [CustodyRow], link: String) {
        self.rows = rows
        self.link = link
        following = CustodyRule.next(after: Set(rows.map(\.step)))
    }

    static func tag(_ task: BuyerTaskRow, _ rows: [CustodyRow]) -> StateTag {
        guard task.bought != nil else { return .taskOpen }
        let steps = Set(rows.map(\.step))
        return steps.contains(.sent)
            ? .taskSent
            : steps.contains(.sealed) ? .taskSealed : steps.contains(.unpacked) ? .taskUnpacked : .taskOrdered
    }

    func next(_ bought: BuyerTaskRow.Bought) -> RecordPage.Next {
        let parcel = "样品标签 \(bought.label)，寄给 \(bought.laboratory)。包裹上只写标签，不写商品、店铺和价格。"
        return switch following {
        case .unpacked: .init(what: "收到后开箱，边开边录", small: "还缺：" + CustodyWording.pictures(.unpacked) + "。" + parcel)
        case .sealed: .init(what: "封样", small: "还缺：封样编号，" + CustodyWording.pictures(.sealed) + "。" + parcel)
        case .sent: .init(what: "寄出", small: "还缺：快递单号，" + CustodyWording.pictures(.sent) + "。" + parcel)
        case nil: .init(what: "已寄出，等承检机构登记到样", small: parcel)
        }
    }

    var section: RecordPage.Section {
        RecordPage.Section(
            heading: "开箱、封样、寄出",
            table: TableView(
                caption: "样品从包裹到承检机构的步骤",
                columns: [.init("步骤"), .init("编号"), .init("照片和视频", "n"), .init("登记时间"), .init("")],
                rows: CustodyStep.allCases.map(row), isStacked: true))
    }

    private func row(_ step: CustodyStep) -> TableView.Row {
        let versions = rows.filter { $0.step == step }
        guard let last = versions.last else {
            return TableView.Row([
                .head(CustodyWording.name(step)), .text("–"), .text("缺", style: "n", label: "照片和视频"), .text("–"),
                .text(""),
            ])
        }
        return TableView.Row([
            .head(CustodyWording.name(step)),
            .text(last.number ?? "–", small: last.reason.map { "第 \(last.version) 版，更正原因：\($0)" }),
            .number(Int64(last.files), label: "照片和视频"), .text(Shown.full(last.recordedAt), label: "登记时间"),
            TableView.Cell(
                text: last.step.isNumbered ? "补传或更正" : "补传照片", href: link + "?step=" + step.rawValue),
        ])
    }
}
