/// The sales of a listing, in the form that its platform shows.
struct Sales {
    enum Form {
        /// `3万+`, `1.8万+`, `5.33万`, `已拼1.2万件`, `800+件`, `1234`: the number counts the last digit that is shown.
        case tenThousandsPlus, tenthsPlus, hundredths, joinedTenths, hundredsPlus, units
        /// `10万+` and `已拼10万件` never change.
        case most, joinedMost
    }

    let form: Form
    private(set) var number: Int

    /// Every known form.
    init(_ chance: inout Chance) {
        switch chance.below(10) {
        case 0: (form, number) = (.tenThousandsPlus, chance.below(9) + 1)
        case 1: (form, number) = (.most, 0)
        case 2: (form, number) = (.tenthsPlus, chance.below(9) * 10 + chance.below(9) + 11)
        case 3: (form, number) = (.hundredths, chance.below(9) * 100 + chance.below(90) + 110)
        case 4: (form, number) = (.joinedTenths, chance.below(9) * 10 + chance.below(9) + 11)
        case 5: (form, number) = (.joinedMost, 0)
        case 6: (form, number) = (.hundredsPlus, chance.below(9) + 1)
        default: (form, number) = (.units, chance.below(3000))
        }
    }

    /// A day's growth. False if the text stays the same.
    ///
    /// Whole numbers grow by less than 50, or, one in fifty, by at least 600. So no gain is near the limit of 500 a day.
    mutating func grow(_ chance: inout Chance) -> Bool {
        let odds: Int
        switch form {
        case .most, .joinedMost: return false
        case .units:
            number += chance.below(50) == 0 ? 600 + chance.below(2400) : 1 + chance.below(49)
            return true
        case .hundredths: odds = 1
        case .tenthsPlus, .joinedTenths, .hundredsPlus: odds = 4
        case .tenThousandsPlus: odds = 16
        }
        let last = form == .hundredths ? 999 : form == .tenThousandsPlus || form == .hundredsPlus ? 9 : 99
        guard number < last, chance.below(odds) == 0 else { return false }
        number += 1
        return true
    }
}

extension Text {
    mutating func add(_ sales: Sales) {
        let number = sales.number
        switch sales.form {
        case .tenThousandsPlus: add(number); add("万+")
        case .most: add("10万+")
        case .tenthsPlus: add(number / 10); add("."); add(number % 10); add("万+")
        case .hundredths: add(number / 100); add("."); add(number % 100, width: 2); add("万")
        case .joinedTenths: add("已拼"); add(number / 10); add("."); add(number % 10); add("万件")
        case .joinedMost: add("已拼10万件")
        case .hundredsPlus: add(number * 100); add("+件")
        case .units: add(number)
        }
    }
}
