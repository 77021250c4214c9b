/// The units that convert, by definition of the SI (GB 3100-93) or by counting. Every factor is exact.
///
/// `%` means parts by mass, because limits on substances use it this way: 0.1 % and 1000 mg/kg of phthalates are the
/// same limit. Parts by volume are written `%(V/V)`. ppm and ppb may mean either, so they do not convert. mg/L does not
/// convert to mg/kg, because that needs a density. `g` is the gram. The acceleration of free fall `gn` is not in the
/// table, and does not convert.
enum UnitTable {
    static let definitions: [String: UnitDefinition] = {
        var all: [String: UnitDefinition] = [:]
        for (quantity, units) in decimal {
            for (name, exponent) in units {
                all[name] = UnitDefinition(quantity: quantity, factor: 1, exponent: exponent)
            }
        }
        for (quantity, name, factor, exponent) in counted {
            all[name] = UnitDefinition(quantity: quantity, factor: factor, exponent: exponent)
        }
        return all
    }()

    /// The units in the spelling of the table, parsed once.
    static let known: [String: UnitOfMeasure] = definitions.keys.reduce(into: [:]) { known, text in
        known[text] = UnitOfMeasure(reading: text)
    }

    /// Units that are a power of ten of a base unit.
    private static let decimal: [(Quantity, [String: Int])] = [
        (
            .massFraction,
            [
                "kg/kg": 0, "g/g": 0, "%": -2, "%(m/m)": -2, "g/100g": -2, "‰": -3, "g/kg": -3, "mg/g": -3,
                "mg/100g": -5, "mg/kg": -6, "µg/g": -6, "µg/kg": -9, "ng/g": -9, "ng/kg": -12,
            ]
        ),
        (.volumeFraction, ["%(V/V)": -2, "mL/L": -3, "mL/m3": -6]),
        // g/L
        (
            .massPerVolume,
            [
                "kg/L": 3, "g/mL": 3, "g/cm3": 3, "g/L": 0, "kg/m3": 0, "mg/mL": 0, "mg/L": -3, "g/m3": -3, "µg/mL": -3,
                "µg/L": -6, "mg/m3": -6, "ng/mL": -6, "ng/L": -9, "µg/m3": -9,
            ]
        ),
        // g/m²
        (
            .massPerArea,
            [
                "kg/m2": 3, "g/m2": 0, "mg/cm2": 1, "mg/dm2": -1, "mg/m2": -3, "µg/cm2": -2, "µg/dm2": -4, "µg/m2": -6,
            ]
        ),
        (.length, ["km": 3, "m": 0, "dm": -1, "cm": -2, "mm": -3, "µm": -6, "nm": -9]),
        (.area, ["m2": 0, "dm2": -2, "cm2": -4, "mm2": -6]),
        (.volume, ["m3": 3, "L": 0, "dm3": 0, "dL": -1, "cL": -2, "mL": -3, "cm3": -3, "µL": -6, "mm3": -6]),
        (.mass, ["t": 6, "kg": 3, "g": 0, "mg": -3, "µg": -6, "ng": -9]),
        (.force, ["MN": 6, "kN": 3, "N": 0, "cN": -2, "mN": -3, "µN": -6]),
        (.pressure, ["GPa": 9, "MPa": 6, "bar": 5, "kPa": 3, "hPa": 2, "mbar": 2, "Pa": 0, "N/m2": 0, "mPa": -3]),
        (.voltage, ["MV": 6, "kV": 3, "V": 0, "mV": -3, "µV": -6]),
        (.current, ["kA": 3, "A": 0, "mA": -3, "µA": -6, "nA": -9]),
        (.charge, ["Ah": 0, "A·h": 0, "mAh": -3, "mA·h": -3]),
        (.power, ["MW": 6, "kW": 3, "W": 0, "mW": -3]),
        (.resistance, ["GΩ": 9, "MΩ": 6, "kΩ": 3, "Ω": 0, "mΩ": -3]),
        (.frequency, ["GHz": 9, "MHz": 6, "kHz": 3, "Hz": 0]),
        (.luminance, ["kcd/m2": 3, "cd/m2": 0, "mcd/m2": -3]),
    ]

    /// Units with another factor: seconds, joules, litres an hour, kilometres an hour.
    private static let counted: [(Quantity, String, factor: Int64, exponent: Int)] = [
        (.time, "s", 1, 0), (.time, "ms", 1, -3), (.time, "µs", 1, -6), (.time, "min", 60, 0), (.time, "h", 3600, 0),
        (.time, "d", 86_400, 0),
        (.energy, "J", 1, 0), (.energy, "mJ", 1, -3), (.energy, "kJ", 1, 3), (.energy, "MJ", 1, 6),
        (.energy, "Wh", 3600, 0), (.energy, "W·h", 3600, 0), (.energy, "mWh", 3600, -3), (.energy, "kWh", 3600, 3),
        (.energy, "kW·h", 3600, 3), (.energy, "MWh", 3600, 6),
        (.flow, "L/h", 1, 0), (.flow, "mL/h", 1, -3), (.flow, "m3/h", 1, 3), (.flow, "L/min", 60, 0),
        (.flow, "mL/min", 60, -3), (.flow, "m3/min", 60, 3), (.flow, "L/s", 3600, 0), (.flow, "mL/s", 3600, -3),
        (.flow, "m3/s", 3600, 3),
        (.speed, "km/h", 1, 0), (.speed, "m/h", 1, -3), (.speed, "m/min", 60, -3), (.speed, "m/s", 3600, -3),
        (.speed, "mm/s", 3600, -6), (.speed, "mm/min", 60, -6),
    ]
}
