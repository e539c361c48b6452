import Maintenance

/// Asks a service its question. Answers what is wrong with the answer; `nil` when it is the expected one.
public typealias HealthProbe = @Sendable (HTTPCheck) async -> String?
