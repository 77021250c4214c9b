package import Store

extension ReportRefusal {
    /// The refusal in Chinese, with what to do.
    package var sentence: String {
        switch self {
        case .unknownSample(let label):
            "没有标签为“\(label)”的样品属于本机构，请核对样品标签"
        case .correctionWithoutReason(let number):
            "报告\(number)已上传且内容不同；如需更正，请以同一编号重新上传并填写更正原因"
        case .numberOfAnotherSample(let number):
            "报告编号\(number)已用于另一个样品，请核对编号和样品标签"
        case .nothingToCorrect(let number):
            "报告\(number)尚未上传过，首次上传不应填写更正原因"
        case .sampleAlreadyReported(let number):
            "该样品已有报告\(number)；如需更正，请以该编号上传并填写更正原因"
        case .repeatedItem(let item):
            "项目\(item)的同一样品序号出现了两次"
        }
    }
}
