package import Domain
internal import Feeds
internal import Files
internal import Rulebook
internal import Store

/// Makes the empty form that a laboratory fills in, as `sushai lab template` does.
package struct MakeLaboratoryForm: Sendable {
    package enum Format: String, CaseIterable, Sendable {
        case xlsx
        /// UTF-8 with the mark that Excel needs.
        case csv
        /// CSV in GB 18030.
        case csvGB18030 = "csv-gb18030"

        package var mediaType: String {
            switch self {
            case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            case .csv: "text/csv; charset=utf-8"
            case .csvGB18030: "text/csv; charset=gb18030"
            }
        }

        package var fileExtension: String {
            self == .xlsx ? "xlsx" : "csv"
        }
    }

    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    /// The editions that apply to goods sold on `day`. There are several if the production date decides.
    package func editions(of product: String, soldOn day: CalendarDay) -> [CriteriaEdition] {
        (context.rulebook.criteria[product]?.editions ?? []).filter { $0.periods.contains { $0.sold.contains(day) } }
    }

    /// The form of an edition; nil if there is no such product or edition.
    package func file(product: String, edition: String, as format: Format) async throws -> [UInt8]? {
        guard let criteria = context.rulebook.criteria[product],
            let edition = criteria.editions.first(where: { $0.identifier == edition })
        else { return nil }
        let now = context.store.clock.now()
        return try await Threads.run {
            let form = LaboratoryForm(criteria, edition)
            return switch format {
            case .xlsx: try WorkbookWriter.bytes(of: form.workbook(created: now))
            case .csv: form.csv
            // The mark at the start is used only in UTF-8.
            case .csvGB18030: try CharacterSet.inGB18030(Array(form.csv.dropFirst(3)))
            }
        }
    }
}
