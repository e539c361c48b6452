import Maintenance

/// Everything that is wrong with a plan that cannot be used, warnings and notices included, in the order of the file.
public struct PlanFaults: Error, Sendable, Equatable {
  public var faults: [PlanFault]

  /// A list of faults.
  public init(_ faults: [PlanFault]) { self.faults = faults }

  /// One line for each.
  public func text(in language: Language) -> String {
    faults.map { $0.text(in: language) }.joined(separator: "\n")
  }
}
