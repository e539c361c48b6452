/// Where text stands in the room given to it.
public enum Alignment: Sendable, Hashable {
  case left
  case right
  case centre
}
