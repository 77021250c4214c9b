/// The Chinese sentences of the laboratory intake: why a row cannot be taken, and what the laboratory must do.
package enum IntakeWording {
    static let label = "样品标签"
    static let item = "检测项目"
    static let value = "检测值"
    static let testedOn = "检测日期"
    static let producedOn = "生产日期"
    static let declared = "标称"
    static let correction = "更正原因"
    static let correctionScope = "更正范围"
    static let detectionLimit = "检出限"
    static let uncertainty = "不确定度"
    static let reason = "不适用理由"

    package static func unknownSample(_ label: String) -> String {
        "没有标签为“\(label)”的样品属于本机构，请核对样品标签"
    }

    static func withoutCriteria(_ name: String) -> String {
        "产品“\(name)”尚无实施细则，待细则发布后重新读取"
    }

    static func unknownItem(_ code: String, _ name: String) -> String {
        "“\(name)”的实施细则中没有项目“\(code)”，请核对项目代码"
    }

    /// Names all products that have the item. If only one were named, a laboratory would take it for the product of its
    /// sample.
    static func itemOfOtherProducts(_ code: String, _ owners: [String], _ name: String) -> String {
        let owners = owners.map { "“\($0)”" }.joined(separator: "、")
        return "项目“\(code)”属于\(owners)，该样品的产品是“\(name)”，请核对样品标签和项目代码"
    }

    static func outOfScope(_ item: TestItem, _ day: CalendarDay) -> String {
        "本机构登记的检测能力在\(day.text)不含项目“\(item.code)”（\(item.accreditedStandards.joined(separator: "、"))），请先登记检测能力"
    }

    static let scopeMissing =
        "本机构尚未登记检测能力，请联系监管部门登记（sushai lab scope set），登记后重新读取本行（sushai lab held replay）"

    /// The reason why a row of an earlier upload is closed.
    package static func superseded(_ number: String, version: Int) -> String {
        "已由报告\(number)第\(version)版取代"
    }

    /// The reason why a row of a withdrawn report is closed.
    package static func withdrawn(_ number: String, _ reason: String) -> String {
        "报告\(number)已撤回：\(reason)"
    }

    static let reasonNeeded = "检测值为“不适用”的，须写明理由"
    static let ambiguousPercent = "检测值的单位是%，无法区分不确定度是数值还是百分比；数值请去掉“%”，百分比请写作“Urel=5%”"

    static func notPositive(_ name: String) -> String {
        "\(name)应大于0；没有的请留空"
    }

    /// A name that the criteria do not have.
    static func unknownDeclaration(_ name: String, _ known: [Declaration]) -> String {
        "标称“\(name.visible(limit: 40))”不是该产品的标称项，可填写"
            + known.map { "\($0.name)（\($0.title)）" }.joined(separator: "、")
    }

    /// A value that the declaration does not have.
    static func unknownDeclaredValue(_ value: String, of declaration: Declaration) -> String {
        let allowed =
            if !declaration.values.isEmpty {
                "应为" + declaration.values.map { "\($0.code)（\($0.title)）" }.joined(separator: "、")
            } else if let unit = declaration.unit, !unit.isEmpty {
                "应为数值，单位\(unit)"
            } else {
                "应为数值"
            }
        return "标称“\(declaration.title)”的值“\(value.visible(limit: 40))”无法识别，" + allowed
    }

    static func declaredTwice(_ declaration: Declaration) -> String {
        "标称“\(declaration.title)”写了两次，请只保留一项"
    }

    /// If no receipt is recorded, the day of the purchase is the limit. A laboratory must not see that day.
    static func testedBeforeReceived(_ day: CalendarDay, _ received: CalendarDay?) -> String {
        guard let received else { return "检测日期\(day.text)早于样品送检，请核对日期" }
        return "检测日期\(day.text)早于到样日期\(received.text)，请核对日期"
    }

    static func testedInFuture(_ day: CalendarDay, _ today: CalendarDay) -> String {
        "检测日期\(day.text)晚于今天\(today.text)，请核对日期"
    }

    static func producedAfterTest(_ produced: CalendarDay, _ tested: CalendarDay) -> String {
        "生产日期\(produced.text)晚于检测日期\(tested.text)，请核对日期"
    }

    /// A laboratory must not see the day of the purchase.
    static func producedAfterPurchase(_ produced: CalendarDay) -> String {
        "生产日期\(produced.text)晚于样品购买，请核对日期"
    }

    static func oldCorrection(_ number: String, _ version: Int) -> String {
        "报告\(number)此前已有内容和更正原因都相同的版本，其后又更正至第\(version)版；如确需恢复，请填写新的更正原因"
    }

    /// For a withdrawn report that is uploaded again without changes.
    static func withdrawnContent(_ number: String) -> String {
        "报告\(number)已撤回，所上传的内容和更正原因与撤回的版本相同；如需重新出具，请填写新的更正原因"
    }

    static func headDiffers(_ field: String, _ number: String) -> String {
        "“\(field)”与报告\(number)的其他行不一致，请统一后重新提交该行"
    }

    static func conflict(_ result: ItemResult, _ first: String, _ second: String) -> String {
        "项目\(result.item)的样品序号\(result.specimen)在\(first)和\(second)的结果不同，无法确定以哪一行为准"
    }

    static func differsFromHeld(_ number: String, _ place: String) -> String {
        "此前上传的报告\(number)仍被暂扣，其中\(place)的结果与本次上传不同，或本次上传未包含；请填写更正原因，或先更正、关闭该行"
    }

    /// Shown instead of the conclusion that a sample meets.
    package static let sampleHeld = "该样品另有报告被暂扣，处理前不得判定为符合"

    static func correctionOutdated(_ number: String, version: Int) -> String {
        "该更正待处理期间，报告\(number)已有第\(version)版；如仍需更正，请针对现行版本重新上传并写明新的更正原因"
    }

    package static func numberOfAnotherSample(_ number: String, _ label: String) -> String {
        "报告编号\(number)已用于样品\(label)，请核对编号和样品标签；如样品曾被混淆，请先撤回该报告，再以此编号上传并填写更正原因"
    }

    static func withdrawnNumber(_ number: String, ofSample label: String) -> String {
        "报告编号\(number)曾用于样品\(label)，该报告已撤回；如改用于本样品，请填写更正原因"
    }

    static func sampleOfWithdrawnReport(_ number: String) -> String {
        "该样品原有的报告\(number)已撤回；如以另一编号出具，请填写更正原因"
    }

    static func nothingToCorrectInPart(_ number: String) -> String {
        "该样品没有编号为\(number)的有效报告，不能只更正部分项目；请提交全部项目，并将“更正范围”留空"
    }

    /// `甲醛含量（TX-HCHO，样品序号2）`.
    static func dropped(_ result: ItemResult, name: String?, asSpecimen: Bool) -> String {
        if asSpecimen { return (name ?? result.item) + "（\(result.item)#\(result.specimen)）" }
        let specimen = result.specimen > 1 ? "样品序号\(result.specimen)" : nil
        guard let name else { return result.item + (specimen.map { "（\($0)）" } ?? "") }
        return name + "（" + [result.item, specimen].compactMap(\.self).joined(separator: "，") + "）"
    }

    /// At most twenty items are named.
    static func correctionDropsItems(_ number: String, _ items: [String]) -> String {
        let more = items.count > 20 ? "等\(items.count)项结果" : ""
        return "更正后的报告\(number)缺少现行版本中的\(items.prefix(20).joined(separator: "、"))\(more)。"
            + "如只更正部分项目，请在“更正范围”填“部分”（JSON：\"partial\": true）；如确需删去，请在更正原因中写明，例如“删去”加项目代码或名称；只删去其中一个样品序号的，写作代码#序号"
    }

    static func partialChangesHead(_ field: String, _ number: String) -> String {
        "部分更正不能改变报告\(number)的“\(field)”，因为其余结果随之改判；如确有变化，请提交全部项目，并将“更正范围”留空"
    }

    package static func nothingToCorrect(_ number: String) -> String {
        "报告\(number)尚未上传过，首次上传不应填写更正原因"
    }

    package static func sampleAlreadyReported(_ number: String) -> String {
        "该样品已有报告\(number)；如需更正，请以该编号上传并填写更正原因"
    }

    package static func correctionWithoutReason(_ number: String) -> String {
        "报告\(number)已上传且内容不同；如需更正，请以同一编号重新上传并填写更正原因"
    }

    static func withdrawnNumber(_ number: String) -> String {
        "报告\(number)已撤回；如需重新出具，请以同一编号上传并填写更正原因"
    }

    package static func rejected(_ reason: String) -> String {
        "复核人退回：" + reason
    }
}

/// The Chinese names of the kinds of faults, for lists and counts.
package enum IntakeFaultWording {
    /// - Parameter code: the stored code. An unknown code (of another program version) is returned unchanged.
    package static func name(_ code: String) -> String {
        IntakeFault.Code(rawValue: code).map(name) ?? code
    }

    package static func name(_ code: IntakeFault.Code) -> String {
        switch code {
        case .malformed: "行格式有误"
        case .missingField: "缺少内容"
        case .unreadableDate: "日期无法识别"
        case .unreadableField: "内容无法识别"
        case .unreadableValue: "检测值无法识别"
        case .unknownSample: "样品未知"
        case .wrongProduct: "产品不符"
        case .withoutCriteria: "无实施细则"
        case .unknownItem: "项目未知"
        case .outOfScope: "超出检测能力"
        case .scopeMissing: "未登记检测能力"
        case .testedBeforeReceived: "检测早于到样"
        case .testedInFuture: "检测日期晚于今天"
        case .producedTooLate: "生产日期过晚"
        case .headDiffers: "报告信息不一致"
        case .conflictingDuplicate: "结果互相矛盾"
        case .oldCorrection: "更正已被取代"
        case .correctionWithoutReason: "更正未写原因"
        case .correctionDropsItems: "更正漏项"
        case .correctionOutdated: "更正已过时"
        case .nothingToCorrect: "无可更正的报告"
        case .numberOfAnotherSample: "编号属另一样品"
        case .sampleAlreadyReported: "样品已有报告"
        case .rejectedByReviewer: "复核退回"
        }
    }
}
