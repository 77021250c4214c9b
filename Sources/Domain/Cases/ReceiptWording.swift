/// The Chinese words of receipts.
package enum ReceiptWording {
    package static let longestNote = 500

    package static func name(_ outcome: ReceiptOutcome) -> String {
        switch outcome {
        case .removed: "已下架"
        case .notFound: "未找到"
        case .refused: "拒绝下架"
        }
    }
}
