internal import Domain

/// The Chinese sentences about workbooks: the fault and the remedy.
enum SheetWording {
    static let file = "文件"

    static let notAWorkbook = "不是XLSX文件，请用Excel或WPS另存为“Excel工作簿（.xlsx）”后重新上传"
    static let oldWorkbook = "这是旧版Excel文件（.xls），无法读取，请另存为“Excel工作簿（.xlsx）”后重新上传"
    static let encryptedWorkbook = "文件已加密，无法读取，请取消打开密码后重新上传"
    static let binaryWorkbook = "这是二进制工作簿（.xlsb），无法读取，请另存为“Excel工作簿（.xlsx）”后重新上传"
    static let openDocument = "这是OpenDocument表格（.ods），无法读取，请另存为“Excel工作簿（.xlsx）”后重新上传"
    static let cutOff = "文件不完整或已损坏，请检查原文件能否打开，另存后重新上传"
    static let noSheets = "工作簿中没有工作表"
    static let emptyWorkbook = "工作簿中没有任何内容，第一行应为列名"
    static let hugeTag = "文件内部有过长的标记，请另存为新的XLSX文件后重新上传"
    static let documentType = "文件内部含有文档类型声明（DTD），不予读取，请另存为新的XLSX文件后重新上传"
    static let tooDeep = "文件内部的层次过深，请另存为新的XLSX文件后重新上传"
    static let rowOrder = "行或单元格的次序有误或重复，请另存为新的XLSX文件后重新上传"
    static let nestedCell = "文件内部的结构有误，请另存为新的XLSX文件后重新上传"
    static let badAddress = "单元格地址有误，请另存为新的XLSX文件后重新上传"

    static let formulaWithoutValue = "公式没有计算结果，请在Excel中打开并保存，或改填数值"
    static let formulaZero = "公式的结果为0，无法确认是否已经计算，请在Excel或WPS中打开、重新计算并保存后核对，确为0的请改填数值"
    static let notCalculated = "公式没有经过计算，文件中的结果不可靠，请用Excel或WPS打开该文件，重新计算并保存后再上传，或将公式改为数值"
    static let formulaShown = "工作表显示的是公式而不是结果，请关闭“显示公式”后核对并重新上传"
    static let struck = "含有删除线，无法判断是否作废，请删去作废的文字或取消删除线"
    static let conditionalFormat = "条件格式会改变显示的内容，无法确定显示的是什么，请取消该条件格式后核对"
    static let tooManyConditions = "条件格式过多，请取消条件格式后重新上传"
    static let sharedStringMissing = "所引用的文字不存在，文件可能已损坏，请重新填写该单元格"
    static let styleMissing = "所引用的格式不存在，文件可能已损坏，请重新填写该单元格"
    static let tooLongWhole = "整数超过15位，Excel已无法保存其全部数字，请将该列设为文本格式后重新填写"
    static let unknownType = "单元格类型无法识别，请重新填写该单元格"
    static let noHeader = "该单元格上方没有列名，请补充列名或删除该单元格"
    static let mergedHeader = "列名所在的单元格不得合并，请取消合并后重新上传"
    static let mergedAcross = "单元格跨列合并，无法判断属于哪一列，请取消合并后逐格填写"
    static let cellTooLong = "内容过长，请删减"

    static func damagedPart(_ part: String, _ why: String) -> String {
        "文件内部的\(part.prefix(100))已损坏（\(why)），请检查原文件能否打开，另存后重新上传"
    }

    static func missingPart(_ part: String) -> String {
        "文件内部缺少\(part.prefix(100))，可能已损坏，请另存为新的XLSX文件后重新上传"
    }

    static func badName(_ name: String) -> String {
        "文件内部有不允许的路径“\(name.prefix(100).description.withoutControlCharacters)”，请另存为新的XLSX文件后重新上传"
    }

    static func repeatedName(_ name: String) -> String {
        "文件内部有两个“\(name.prefix(100).description.withoutControlCharacters)”，请另存为新的XLSX文件后重新上传"
    }

    static func tooManyEntries(_ limit: Int) -> String {
        "文件内部的部分超过\(limit)个，请删除图片等附件后重新上传"
    }

    static func tooLarge(_ megabytes: Int) -> String {
        "文件展开后超过\(megabytes)MB，请拆分后分次上传"
    }

    static func bomb(_ part: String) -> String {
        "文件内部的\(part.prefix(100))压缩比异常，不予展开，请另存为新的XLSX文件后重新上传"
    }

    static func tooMany(_ what: String, _ limit: Int) -> String {
        "\(what)超过\(limit)，请拆分后分次上传"
    }

    static func tooMuchText(_ bytes: Int) -> String {
        "各行的文字合计超过\(bytes >> 20)MB（合并或重复的内容按行计算），请拆分后分次上传"
    }

    static func copiedTooLong(_ bytes: Int) -> String {
        "合并单元格的内容过长，最多\(bytes)字节，请删减"
    }

    static func severalSheets(_ names: [String], _ preferred: String) -> String {
        let quoted = names.prefix(10).map { "“\($0)”" }.joined()
        return "工作表\(quoted)都有内容，无法判断应读取哪一个，请合并到名为“\(preferred)”的工作表，并删除其余各表"
    }

    static func errorCell(_ text: String) -> String {
        "为错误值\(text.prefix(20).description.withoutControlCharacters)，请改正公式或改填数值"
    }

    static func notANumber(_ text: String) -> String {
        "“\(text.prefix(40).description.withoutControlCharacters)”不是数字，文件可能已损坏，请重新填写该单元格"
    }

    static func mergedOver(_ text: String) -> String {
        "合并的单元格遮住了“\(text.prefix(40).description.withoutControlCharacters)”，请取消合并后核对，逐格填写"
    }

    /// Why the format of a cell prevents it from being read.
    static func refused(_ refusal: FormatRefusal, _ stored: String) -> String {
        let stored = stored.prefix(40).description.withoutControlCharacters
        return switch refusal {
        case .unknown: "数字格式特殊，不同软件的显示可能不同，请改为常规格式后核对（所存为\(stored)）"
        case .otherDigits: "数字格式以中文或其他数字显示，请改为常规格式后核对（所存为\(stored)）"
        case .fraction: "数字格式为分数，显示的是近似值，请改为小数后核对（所存为\(stored)）"
        case .scaled: "数字格式会按千位缩放显示，显示值与实际值不同，请改为常规格式后核对（所存为\(stored)）"
        case .duration: "为时长格式，请改填带单位的数值"
        case .partialDate: "为日期，但没有显示完整的年月日；日期请写成2026-11-02，“3-4”一类的级别请将单元格设为文本后重新填写"
        case .noSuchDay: "不是有效的日期，请重新填写，例如2026-11-02"
        case .hidden: "有内容（\(stored)），但格式或视图设置使其不显示，请改为常规格式、显示零值后核对，不需要的请清除"
        case .roundedToZero: "显示为0，所存为\(stored)，请增加显示的小数位数，低于检出限的请写“<检出限”"
        case .otherNumber: "显示的数值与所存的\(stored)不同（符号、数位或小数点被数字格式改变），请改为常规格式后核对"
        }
    }
}
