import Configuration
import Maintenance

/// What is to be said of a plan, as `vigie plan check --json` says it.
struct PlanRemark: Encodable {
  let grade: String
  let file: String
  let line, column: Int
  let path: String
  let message: LocalizedText

  init(_ fault: PlanFault) {
    grade = fault.grade.rawValue
    (file, line, column, path, message) = (fault.file, fault.line, fault.column, fault.path, fault.message)
  }
}
