/// What stands in one cell of an export.
enum ExportValue: Equatable {
  case absent
  case number(String)
  case text(String)
}
