internal import Domain
package import Store

extension EvidenceRefusal {
    /// The Chinese sentence of the refusal, with the action to take.
    package var sentence: String {
        switch self {
        case .unknownSample(let label): "没有标签为“\(label)”的样品属于本机构，请核对样品标签"
        case .tooLarge(let limit): "单个文件最大\(Self.size(limit))，请拆分或压缩后重新上传"
        case .tooManyOpen(let limit): "同时进行的上传最多\(limit)个，请先完成或取消其他上传"
        case .tooManyThisHour(let limit): "每小时最多新建\(limit)个上传，请稍后再试"
        case .overQuota(let limit): "本机构的证据总量上限为\(Self.size(limit))，已无余量，请联系监管部门"
        case .noSpace: "服务器存储空间不足，请稍后再试；已上传的部分不会丢失"
        case .unknownUpload: "没有该上传，或该上传不属于本机构"
        case .ended(let state): "该上传\(EvidenceWording.state(state))，请重新新建上传"
        case .busy: "另一个请求正在续传该文件，请稍后查询进度再续传"
        case .otherOffset(let expected): "应从第\(expected)字节续传，请以 HEAD 查询 Upload-Offset"
        case .beyondLength(let length): "内容超出已声明的长度\(length)字节，超出部分未保存"
        case .otherContent(let found): "文件已全部到达，但其SHA-256为\(found)，与声明的不同，请重新上传"
        case .typeNotTaken(let why):
            "文件内容不是可接收的类型（\(why)）；可接收 JPEG、PNG、HEIC、WebP、PDF、MP4、MOV、MKV、WebM、CSV、TXT"
        case .otherType(let type, let kind):
            "文件内容是\(type.rawValue)，不能作为\(EvidenceWording.name(kind))，请核对 kind"
        case .keptAs(let kind): "相同内容已作为\(EvidenceWording.name(kind))保存，同一文件只能作为一种证据"
        case .lost: "已上传的部分在服务器上缺失，请重新新建上传"
        }
    }

    private static func size(_ bytes: Int64) -> String {
        bytes >= 1 << 30 ? "\(bytes >> 30) GiB" : bytes >= 1 << 20 ? "\(bytes >> 20) MiB" : "\(bytes)字节"
    }
}
