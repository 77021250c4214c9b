import Domain

// Values in tests. An error in such a literal stops the run at once, so that no wrong value is tested.

func decimal(_ text: String) -> FixedDecimal {
    guard let number = FixedDecimal(text) else { preconditionFailure("no decimal number: \(text)") }
    return number
}

func grade(_ text: String) -> Grade {
    guard let grade = Grade(text) else { preconditionFailure("no grade: \(text)") }
    return grade
}

func day(_ text: String) -> CalendarDay {
    guard let day = CalendarDay(text: text) else { preconditionFailure("no day: \(text)") }
    return day
}

func moment(_ text: String) -> Timestamp {
    guard let moment = Timestamp(rfc3339: text) else { preconditionFailure("no moment: \(text)") }
    return moment
}

func region(_ text: String) -> RegionCode {
    guard let region = RegionCode(text) else { preconditionFailure("no region: \(text)") }
    return region
}

func sales(_ text: String, _ window: SalesFigure.Window = .cumulative) -> SalesFigure {
    guard let figure = SalesFigure(text: text, window: window) else { preconditionFailure("no sales figure: \(text)") }
    return figure
}
