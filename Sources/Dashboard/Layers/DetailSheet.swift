/// Exact facts by name, to read and scroll.
struct DetailSheet: Sendable, Equatable {
  /// A fact and its name.
  struct Fact: Sendable, Equatable {
    var name: String
    var text: String
  }

  var title: String
  var facts: [Fact]
  var scroll = 0
}
