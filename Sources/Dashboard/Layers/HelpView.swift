/// How far the help is scrolled, and for which place it speaks.
struct HelpView: Sendable, Equatable {
  let place: Place
  var scroll = 0
}
