import Domain
import Testing

@Suite("A unit")
struct UnitOfMeasureTests {
    private func convert(_ value: String, _ from: String, _ to: String) -> String? {
        decimal(value).converted(from: UnitOfMeasure(from), to: UnitOfMeasure(to))?.text
    }

    @Test("0.1 % converts to 1000 mg/kg and back")
    func unitTrap() {
        #expect(convert("0.1", "%", "mg/kg") == "1000")
        #expect(convert("1000", "mg/kg", "%") == "0.1000")
    }

    @Test(
        "converts by its exact factor",
        arguments: [
            ("1", "‰", "%", "0.1"), ("1", "%", "‰", "10"), ("2.5", "g/kg", "mg/kg", "2500"),
            ("90", "µg/kg", "mg/kg", "0.090"), ("1", "mg/g", "mg/kg", "1000"), ("1", "ng/g", "µg/kg", "1"),
            ("1", "g/100g", "%", "1"), ("1", "mg/L", "µg/mL", "1"), ("1", "mg/m3", "µg/L", "1"),
            ("10", "mg/dm²", "mg/cm2", "0.10"), ("16", "mm", "cm", "1.6"), ("1.6", "m", "mm", "1600"),
            ("38", "µm", "mm", "0.038"), ("0.3", "kN", "N", "300"), ("1400", "MPa", "N/mm²", "1400"),
            ("2", "kPa", "Pa", "2000"), ("0.7", "MPa", "kPa", "700"), ("2", "kV", "V", "2000"),
            ("500", "mA", "A", "0.500"), ("6", "Ah", "mAh", "6000"), ("37", "Wh", "kWh", "0.037"),
            ("1", "kWh", "MJ", "3.6"), ("3600", "J", "Wh", "1"), ("8", "L/min", "mL/min", "8000"),
            ("480", "L/h", "L/min", "8"), ("60", "s", "min", "1"), ("90", "s", "min", "1.5"), ("1", "d", "h", "24"),
            ("25", "km/h", "m/min", nil), ("36", "km/h", "m/s", "10"), ("10", "m/s", "km/h", "36"),
            ("100", "s", "min", nil), ("1", "s", "h", nil), ("999999999999999999", "kg", "mg", nil),
            ("0.000000000000000001", "mg/kg", "%", nil),
        ] as [(String, String, String, String?)])
    func converts(_ value: String, from: String, to: String, result: String?) {
        #expect(convert(value, from, to).map { decimal($0) } == result.map { decimal($0) })
    }

    @Test(
        "does not convert if more than a factor is needed",
        arguments: [
            ("mg/L", "mg/kg"), ("ppm", "mg/kg"), ("%(V/V)", "%"), ("%(V/V)", "mg/kg"), ("mg/dm²", "mg/kg"),
            ("CFU/g", "CFU/mL"), ("CFU/100mL", "CFU/mL"), ("°C", "K"), ("℃", "°F"), ("N", "Pa"), ("mAh", "Wh"),
            ("", "mg/kg"),
            ("mg/kg", ""), ("级", "mg/kg"), ("mN", "Pa"), ("dB(A)", "dB"), ("kg", "gn"), ("g", "gn"), ("gn", "g"),
        ])
    func doesNotConvert(_ from: String, to: String) {
        #expect(!UnitOfMeasure(from).isConvertible(to: UnitOfMeasure(to)))
        #expect(convert("1", from, to) == nil)
    }

    @Test(
        "is the same in different spellings",
        arguments: [
            ("μg/kg", "µg/kg"), ("ug/kg", "µg/kg"), ("％", "%"), (" mg/kg ", "mg/kg"), ("mg / kg", "mg/kg"),
            ("mg/Kg", "mg/kg"),
            ("ｍｇ／ｋｇ", "mg/kg"), ("㎎/㎏", "mg/kg"), ("dm²", "dm2"), ("℃", "°C"), ("ml", "mL"), ("KPa", "kPa"),
            ("cfu/g", "CFU/g"), ("kG²·mm²", "kG²mm²"), ("kG2mm2", "kG²mm²"), ("Ω", "Ω"), ("L／min", "L/min"), ("秒", "s"),
            ("级", "级 "), ("A·h", "Ah"), ("", "　"),
        ])
    func spellings(_ written: String, same: String) {
        #expect(UnitOfMeasure(written) == UnitOfMeasure(same))
        #expect(Set([UnitOfMeasure(written), UnitOfMeasure(same)]).count == 1)
        #expect(convert("1.50", written, same) == "1.50")
    }

    @Test(
        "is different if the case of its letters has a meaning",
        arguments: [
            ("mN", "MN"), ("mPa", "MPa"), ("mV", "MV"), ("mW", "MW"), ("mJ", "MJ"), ("mΩ", "MΩ"), ("Mg/kg", "mg/kg"),
            ("mpa", "MPa"), ("S", "s"), ("m·s", "ms"), ("MAH", "mAh"), ("KG²mm²", "kG²mm²"),
        ])
    func caseCounts(_ left: String, right: String) {
        #expect(UnitOfMeasure(left) != UnitOfMeasure(right))
        #expect(convert("1", left, right) != "1")
    }

    @Test("a converted number converts back to itself, over all pairs of units of one quantity")
    func roundTrip() {
        let groups = [
            ["%", "‰", "g/kg", "mg/kg", "µg/kg", "ng/g"], ["km", "m", "cm", "mm", "µm"], ["s", "min", "h", "d"],
            ["J", "kJ", "Wh", "kWh"], ["L/h", "L/min", "mL/s", "m3/h"], ["km/h", "m/s", "mm/min"],
        ]
        for group in groups {
            for from in group {
                for to in group {
                    guard let there = convert("86.4", from, to) else { continue }
                    #expect(convert(there, to, from).map { decimal($0) } == decimal("86.4"), "\(from) to \(to)")
                }
            }
        }
    }
}
