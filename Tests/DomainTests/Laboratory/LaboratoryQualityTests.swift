import Domain
import Testing

/// The quality table of laboratories.
struct LaboratoryQualityTests {
    private func sample(
        _ laboratory: String, _ received: Int64, _ reported: Int64?, corrections: Int = 0, hasReceipt: Bool = true,
        isWithdrawn: Bool = false
    ) -> LaboratoryQuality.SampleFacts {
        .init(
            laboratory: laboratory, receivedOn: CalendarDay(daysSince1970: received), hasReceipt: hasReceipt,
            reportedOn: reported.map(CalendarDay.init(daysSince1970:)), corrections: corrections,
            isWithdrawn: isWithdrawn)
    }

    @Test("Days run from receipt to the first report; the median of an even number is the lower middle")
    func days() {
        let lines = LaboratoryQuality.table(
            samples: [
                sample("B", 10, 12), sample("A", 10, 13), sample("A", 10, 20), sample("A", 10, 11), sample("A", 10, 15),
                sample("A", 10, nil, hasReceipt: false),
            ], duplicates: [], rows: [:])
        #expect(lines.map(\.laboratory) == ["A", "B"])
        #expect(lines[0].samples == 5 && lines[0].reported == 4 && lines[0].withoutReceipt == 1)
        #expect(lines[0].medianDays == 3 && lines[0].longestDays == 10)
        #expect(lines[1].medianDays == 2 && lines[1].correctionRate == "0.00%")
    }

    @Test("Shares are exact to a hundredth of a percent, and missing if their total is zero")
    func shares() {
        let lines = LaboratoryQuality.table(
            samples: [
                sample("A", 0, 1, corrections: 2), sample("A", 0, 1), sample("A", 0, 1, isWithdrawn: true),
                sample("B", 0, nil),
            ], duplicates: [], rows: ["A": .init(rows: 3000, quarantined: 1), "C": .init(rows: 2, quarantined: 2)])
        #expect(lines[0].corrected == 1 && lines[0].correctionRate == "33.33%" && lines[0].withdrawn == 1)
        #expect(lines[0].quarantineRate == "0.03%" && lines[0].agreement == nil)
        #expect(lines[1].correctionRate == nil && lines[1].quarantineRate == nil)
        #expect(lines[2].quarantineRate == "100.00%")
    }

    @Test("Duplicates count if both laboratories have reported: conclusions, and items that both have judged")
    func agreement() {
        let both = LaboratoryQuality.DuplicateFacts(
            left: .init(
                laboratory: "A", verdict: .meets, items: ["X 1": .meets, "Y 1": .meets, "Z 1": .fails]),
            right: .init(laboratory: "B", verdict: .fails, items: ["X 1": .meets, "Y 1": .fails]))
        let one = LaboratoryQuality.DuplicateFacts(
            left: .init(laboratory: "A", verdict: .meets, items: ["X 1": .meets]),
            right: .init(laboratory: "B", verdict: nil, items: [:]))
        let lines = LaboratoryQuality.table(
            samples: [sample("A", 0, 1), sample("B", 0, 1)], duplicates: [both, one], rows: [:])
        for line in lines {
            #expect(line.duplicates == 1 && line.agreement == "0.00%")
            #expect(line.duplicateItems == 2 && line.itemAgreement == "50.00%")
        }
    }
}
