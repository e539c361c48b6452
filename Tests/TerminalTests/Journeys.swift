import Testing

/// The journeys of a person through the real program in a real terminal. They run one after the other: each starts
/// processes, and a machine with two cores has no room for several of them.
@Suite(.serialized, .timeLimit(.minutes(3))) enum Journeys {}
