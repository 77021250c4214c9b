/// Why a figure is not confirmed in a criteria file. The file is unchanged.
package enum CriteriaRefusal: Error, Hashable, Sendable {
    /// The file has mistakes, before the change or because of it.
    case mistakes([Diagnostic])
    case unknownEdition(String, known: [String])
    /// Several editions state the item; a value or a source of one is not that of another.
    case severalEditions([String])
    case unknownItem(String, known: [String])
    case unknownCase(String, known: [String])
    /// The item has several figures with sources of their own; one must be named.
    case severalCases([String])
    /// Grades of `gradesAtLeast` have one source together.
    case gradesTogether
    /// A value was given, and the figure is not a single number or grade.
    case noSingleValue(ends: [String])
    /// The source or the value is written in a form that this program does not change.
    case layout(line: Int)
}
