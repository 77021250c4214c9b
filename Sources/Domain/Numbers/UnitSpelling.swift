/// The normalised spelling by which units are compared.
enum UnitSpelling {
    /// Replaces full-width signs, superscripts and one-character units (㎎) by ASCII, and both letters for micro by `µ`.
    /// Removes spaces.
    static func folded(_ text: FoldedText) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in text.text.unicodeScalars where scalar != " " && scalar != "^" {
            switch scalar {
            case "μ": folded.append("µ")
            case "㎍": folded.append(contentsOf: "µg".unicodeScalars)
            case "㎎": folded.append(contentsOf: "mg".unicodeScalars)
            case "㎏": folded.append(contentsOf: "kg".unicodeScalars)
            case "㎜": folded.append(contentsOf: "mm".unicodeScalars)
            case "㎝": folded.append(contentsOf: "cm".unicodeScalars)
            case "℃": folded.append(contentsOf: "°C".unicodeScalars)
            case "℉": folded.append(contentsOf: "°F".unicodeScalars)
            // The ohm sign becomes the Greek letter.
            case "\u{2126}": folded.append("\u{03A9}")
            case "∕", "⁄": folded.append("/")
            default: folded.append(scalar)
            }
        }
        let spelling = String(folded)
        return aliases[spelling] ?? spelling
    }

    /// `kG²·mm²` becomes `kG²mm²`. Not for units of the table, because m·s is not ms.
    static func withoutMultiplicationSigns(_ folded: String) -> String {
        folded.filter { !"·⋅•*".contains($0) }
    }

    /// Other spellings of a unit that can have no other meaning. For example, K is not a prefix. `Mpa` keeps its M.
    private static let aliases: [String: String] = [
        "/": "", "-": "", "—": "", "——": "", "无量纲": "", "无单位": "", "无": "",
        "百分比": "%", "%(w/w)": "%(m/m)", "wt%": "%(m/m)", "%(质量分数)": "%(m/m)",
        "%vol": "%(V/V)", "vol%": "%(V/V)", "%(v/v)": "%(V/V)", "%(体积分数)": "%(V/V)",
        "mg/Kg": "mg/kg", "mg/KG": "mg/kg", "毫克/千克": "mg/kg", "毫克/公斤": "mg/kg", "g/Kg": "g/kg", "g/KG": "g/kg",
        "ug/kg": "µg/kg", "µg/Kg": "µg/kg", "ug/Kg": "µg/kg", "ug/g": "µg/g", "mg/l": "mg/L", "g/l": "g/L",
        "ug/L": "µg/L", "µg/l": "µg/L", "ug/l": "µg/L", "mg/ml": "mg/mL", "ug/mL": "µg/mL", "ug/ml": "µg/mL",
        "µg/ml": "µg/mL", "ug/m3": "µg/m3", "ug/dm2": "µg/dm2", "ug/cm2": "µg/cm2",
        "ml": "mL", "l": "L", "ul": "µL", "uL": "µL", "µl": "µL", "毫升": "mL", "升": "L",
        "Kg": "kg", "KG": "kg", "千克": "kg", "公斤": "kg", "克": "g", "毫克": "mg", "ug": "µg", "微克": "µg",
        "毫米": "mm", "厘米": "cm", "米": "m", "um": "µm", "微米": "µm", "Km": "km", "Km/h": "km/h",
        "牛": "N", "KN": "kN", "KPa": "kPa", "Kpa": "kPa", "kpa": "kPa", "Mpa": "MPa", "帕": "Pa",
        "N/mm2": "MPa", "KV": "kV", "伏": "V", "安": "A", "mAH": "mAh", "毫安时": "mAh", "AH": "Ah", "WH": "Wh",
        "KWh": "kWh", "KWH": "kWh", "kwh": "kWh", "KW": "kW", "瓦": "W", "KHz": "kHz",
        "秒": "s", "sec": "s", "分钟": "min", "小时": "h", "hr": "h", "天": "d",
        "l/min": "L/min", "升/分": "L/min", "升/分钟": "L/min", "ml/min": "mL/min", "毫升/分": "mL/min", "l/h": "L/h",
        "ml/s": "mL/s", "cfu/g": "CFU/g", "CFU/G": "CFU/g", "cfu/mL": "CFU/mL", "cfu/ml": "CFU/mL", "CFU/ml": "CFU/mL",
        "KΩ": "kΩ",
    ]
}
