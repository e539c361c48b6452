import ArgumentParser

/// When colours are used: `--color`.
package enum ColourUse: String, ExpressibleByArgument, CaseIterable, Sendable {
  case auto, always, never
}
