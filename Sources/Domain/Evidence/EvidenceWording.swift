/// The Chinese texts about evidence.
package enum EvidenceWording {
    package static func name(_ kind: EvidenceKind) -> String {
        switch kind {
        case .photo: "照片"
        case .video: "视频"
        case .instrument: "仪器文件"
        case .document: "文书"
        }
    }

    /// `照片或视频1份、仪器文件2份`.
    package static func list(_ needs: [EvidenceNeed]) -> String {
        needs.map { $0.anyOf.map(name).joined(separator: "或") + "\($0.least)份" }.joined(separator: "、")
    }

    /// The reason why a report is not judged yet.
    package static func held(_ missing: [EvidenceNeed]) -> String {
        "暂缓判定：缺少" + list(missing)
    }

    package static func state(_ state: UploadState) -> String {
        switch state {
        case .open: "上传中"
        case .kept: "已保存"
        case .refused: "未接收"
        case .cancelled: "已取消"
        case .expired: "已过期"
        }
    }
}
