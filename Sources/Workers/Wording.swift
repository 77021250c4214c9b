internal import Domain
package import Store

extension ReportRefusal {
    /// The refusal in Chinese, with what to do.
    package var sentence: String {
        switch self {
        case .unknownSample(let label): IntakeWording.unknownSample(label)
        case .correctionWithoutReason(let number): IntakeWording.correctionWithoutReason(number)
        case .numberOfAnotherSample(let number): IntakeWording.numberOfAnotherSample(number)
        case .nothingToCorrect(let number): IntakeWording.nothingToCorrect(number)
        case .sampleAlreadyReported(let number): IntakeWording.sampleAlreadyReported(number)
        case .repeatedItem(let item): "项目\(item)的同一样品序号出现了两次"
        }
    }
}
