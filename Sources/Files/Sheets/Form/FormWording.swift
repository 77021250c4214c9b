internal import Domain

/// The Chinese texts of the empty form.
enum FormWording {
    static let instructions = "填写说明"
    static let howTo = "如何填写"
    static let columns = "各列说明"
    static let items = "检测项目"
    static let declarations = "标称的写法和含义"
    static let declarationHeader = ["填写", "标称项", "含义"]
    static let anyNumber = "数值；低于检出限写“未检出”并填检出限，或写“<检出限”"
    static let columnHeader = ["列名", "说明", "每行必填", "接口字段名"]
    static let itemHeader = ["检测项目", "项目名称", "单位", "方法标准", "检测值可填"]

    static func title(_ productName: String) -> String {
        "\(productName)检测结果表"
    }

    static func about(_ form: LaboratoryForm) -> [(String, String)] {
        [
            ("产品", "\(form.productName)（\(form.product)）"), ("适用版本", form.edition),
            ("标称", form.declarations.isEmpty ? "无需填写" : declare(form.declarations)),
        ]
    }

    static let steps = [
        "只填写“\(LaboratoryForm.sheet)”表。列名和工作表名不得改动；列的次序可以改变，不需要的选填列可以删除。",
        "每行一个检测项目的结果。同一报告的各行，除检测项目及其结果外各列须相同，可向下填充。",
        "检测多个样品时，将整组行复制到下方继续填写；同一项目有多个试样时，每个试样一行，并填样品序号。",
        "检测值按原始记录的位数填写，例如16.50不写作16.5；色牢度等级写作3-4，不写作3~4。各列已设为文本格式，请勿改为其他格式。",
        "未检测的项目请删除该行，不要填0或“/”。空白的检测值按“无结果”处理，不会视为符合；合计项留空的，按所填各组分计算。",
        "细则允许的项目不适用于样品的，检测值写“不适用”，并在“不适用理由”栏写明理由。",
        "日期写作2026-11-02。合并单元格、公式和隐藏的行列尽量不用；公式采用保存时的计算结果。",
        "填好后保存为.xlsx上传；也可另存为CSV（UTF-8或GB18030）上传。",
    ]

    static func number(_ name: String, unit: String) -> String {
        "\(name)：填数值" + (unit.isEmpty ? "" : "，单位\(unit)") + "；低于检出限写“未检出”并填检出限"
    }

    static func choice(_ name: String, _ values: [String]) -> String {
        "\(name)：请选择" + values.joined(separator: "、")
    }

    /// The form of a declaration: `variant=standard或clay;ratedCapacity=数值`.
    static func declare(_ declarations: [Declaration]) -> String {
        declarations.map { declaration in
            declaration.name + "="
                + (declaration.values.isEmpty ? "数值" : declaration.values.map(\.code).joined(separator: "或"))
        }
        .joined(separator: ";")
    }

    /// The meaning of a declaration, one row for each allowed text: `variant=clay`, `玩具类别`, `造型黏土`.
    static func meanings(_ declaration: Declaration) -> [[String]] {
        guard !declaration.values.isEmpty else {
            return [[declaration.name + "=数值", declaration.title, declaration.unit.map { "单位\($0)" } ?? "数值"]]
        }
        return declaration.values.map { [declaration.name + "=" + $0.code, declaration.title, $0.title] }
    }

    static func explanation(_ column: ReportColumn) -> String {
        switch column {
        case .number: "检测机构的报告编号"
        case .label: "样品上的盲样标签，例如S-7Q2M-X4KD"
        case .testedOn: "例如2026-11-02"
        case .producedOn: "样品标识上的生产日期，例如2026-05-20；没有则留空"
        case .declared: "样品明示的类别或参数，写作“名称=值”，多项用分号分隔"
        case .item: "项目代码，请勿改动"
        case .itemName: "供核对用，不作为判定依据"
        case .value: "数值、等级、合格或不合格、未检出"
        case .unit: "与检测值一致的单位；无单位的项目留空"
        case .detectionLimit: "检测值为“未检出”时填写，单位与检测值相同；低于检出限的数值按“<检出限”判定"
        case .uncertainty: "扩展不确定度（95%），与检测值同单位的数值，或写作5%；未要求时留空"
        case .reason: "检测值写“不适用”时必填，写明理由"
        case .specimen: "同一项目的第几个试样，1至1000；空白为1"
        case .method: "实际采用的检验方法；与“填写说明”所列方法标准相同时留空"
        case .correction: "以同一报告编号更正已上传的报告时填写；删去原有项目的，须写明所删项目"
        case .correctionScope: "只更正所列项目、其余结果不变时填“部分”；更正整份报告时留空"
        case .maker: "样品标识上的生产者名称；没有则留空"
        case .brand: "样品标识上的商标"
        case .model: "样品标识上的规格型号"
        case .batch: "样品标识上的批号或出厂编号"
        case .quantity: "收到的样品数量，例如2件"
        case .state: "收样时的样品状态，例如完好"
        case .conditions: "检验环境条件，例如温度23℃，相对湿度50%"
        case .instruments: "主要仪器设备的名称、型号和编号"
        case .testedBy: "主检人姓名，印在报告上"
        case .checkedBy: "审核人姓名，印在报告上"
        case .approvedBy: "批准人姓名，印在报告上"
        }
    }
}
