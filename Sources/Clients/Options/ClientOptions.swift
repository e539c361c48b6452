import Host

/// What was asked of a client, as values: what the command line said, or nothing at all.
package struct ClientOptions: Sendable {
  package var plan: String?
  package var state: String?
  package var lang: String?
  package var json = false
  package var plain = false
  package var color = ColourUse.auto
  package var noInput = false
  package var dryRun = false
  package var readOnly = false
  package var roots = Roots()

  /// Nothing asked.
  package init() {}
}
