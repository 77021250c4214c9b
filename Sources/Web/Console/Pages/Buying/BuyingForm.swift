internal import Domain
internal import Workers

/// What a buyer typed, and what is wrong with it.
struct BuyingForm: Sendable {
    var texts: [RecordBuying.Field: String] = [:]
    var errors: [RecordBuying.Field: String] = [:]

    /// The fields of a step from the parcel to the laboratory.
    private var number = ""
    private var reason = ""
    private var numberError: String?
    private var reasonError: String?

    init(today: CalendarDay) {
        texts[.on] = today.text
    }

    init(_ typed: FormFields) {
        for field in RecordBuying.Field.allCases where field != .photos { texts[field] = typed.text(field.rawValue) }
        // A scanner or an input method may type full-width figures.
        texts[.order] = Self.narrow(texts[.order] ?? "")
        texts[.paid] = Self.narrow(texts[.paid] ?? "")
        texts[.region] = Self.narrow(texts[.region] ?? "")
        number = Self.narrow(typed.text("number"))
        reason = typed.text("reason")
    }

    private static func narrow(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
                }))
    }

    func page(_ action: String, laboratories: [String]) -> FormPage {
        var order = FormField("order", "订单号")
        order.hint = "可扫码，扫完自动到下一项"
        order.isScanned = true
        order.longest = 200
        var paid = FormField("paid", "实付金额（元）")
        paid.hint = "含运费，例如 8.60"
        paid.inputMode = "decimal"
        paid.style = "short"
        var on = FormField("on", "购买日期")
        on.type = "date"
        on.style = "short"
        var seller = FormField("seller", "销售者名称")
        seller.hint = "以店铺证照页面为准"
        seller.longest = 200
        var region = FormField("region", "销售者登记地")
        region.hint = "证照页面住所的六位区域代码，例如 330482"
        region.inputMode = "numeric"
        region.longest = 6
        region.style = "short"
        var laboratory = FormField("laboratory", "寄往的承检机构")
        laboratory.choices =
            (laboratories.count == 1 ? [] : [FormField.Choice(value: "", word: "请选择")])
            + laboratories.map { FormField.Choice(value: $0, word: $0) }
        let typed = [order, paid, on, seller, region, laboratory].map { field in
            let known = RecordBuying.Field(rawValue: field.name)
            return field.filled(known.flatMap { texts[$0] } ?? "", error: known.flatMap { errors[$0] })
        }
        var page = form(action, typed + pictures("商品页、下单、付款的画面，拍清订单号"), button: "保存订单")
        page.upload = UploadTarget(owner: action)
        return page
    }

    func photosOnly(_ action: String) -> FormPage {
        form(action, pictures("商品页、下单、付款的画面，拍清订单号"), button: "保存照片")
    }

    /// The form of a step.
    func step(_ step: CustodyStep, _ action: String, isCorrection: Bool) -> FormPage {
        var fields: [FormField] = []
        if let name = CustodyWording.number(step) {
            var field = FormField("number", name)
            field.hint = "可扫码，扫完自动到下一项"
            field.isScanned = true
            field.longest = Self.longestNumber
            fields.append(field.filled(number, error: numberError))
            if isCorrection {
                var why = FormField("reason", "更正的原因")
                why.hint = "只补传照片的不填"
                why.isRequired = false
                why.longest = 200
                fields.append(why.filled(reason, error: reasonError))
            }
        }
        var page = form(
            action, fields + pictures(CustodyWording.pictures(step), isRequired: !isCorrection),
            button: "保存" + CustodyWording.name(step))
        page.hidden = [HiddenField(name: "step", value: step.rawValue)]
        return page
    }

    private static let longestNumber = 50

    /// What was typed about a step.
    func entry(_ step: CustodyStep) -> CustodyEntry {
        CustodyEntry(
            step: step, number: number.isEmpty || number.count > Self.longestNumber ? nil : number,
            reason: reason.isEmpty || reason.count > 200 ? nil : reason)
    }

    /// Puts the reason of a refusal at its field.
    mutating func refuse(_ fault: CustodyFault) {
        let sentence = CustodyWording.sentence(fault)
        switch fault {
        case .missing, .withoutEvidence: errors[.photos] = sentence
        case .withoutNumber: numberError = sentence
        case .differs: reasonError = sentence
        }
    }

    private func form(_ action: String, _ fields: [FormField], button: String) -> FormPage {
        var page = FormPage(action: action, fields: fields, button: button, back: PageLink(BuyingPages.path, "返回"))
        page.isMultipart = true
        if !errors.isEmpty { page.intro = ["没有保存。请改好后再保存，照片须重新选择。"] }
        return page
    }

    private func pictures(_ hint: String, isRequired: Bool = true) -> [FormField] {
        var camera = FormField("photos", "拍照或录像")
        camera.hint = hint
        camera.isRequired = isRequired
        camera.type = "file"
        camera.accept = "image/*,video/*"
        camera.capture = "environment"
        camera.error = errors[.photos]
        camera.isMultiple = true
        var album = FormField("album", "从相册选择")
        album.hint = "截图和已经拍好的照片、视频，一次合计 64 MiB 以内"
        album.type = "file"
        album.accept = "image/*,video/*"
        album.isMultiple = true
        album.isRequired = false
        return [camera, album]
    }
}
