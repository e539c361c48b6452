/// What the application claims to have done.
enum Activity {
  /// Something ordinary.
  static func ordinary(_ draw: inout some RandomNumberGenerator) -> String {
    let user = Int.random(in: 1...SandboxRows.users, using: &draw)
    let concert = Int.random(in: 1...SandboxRows.concerts, using: &draw)
    let booking = Int.random(in: 1...SandboxRows.bookings, using: &draw)
    let milliseconds = Int.random(in: 8...240, using: &draw)
    return switch Int.random(in: 0..<6, using: &draw) {
    case 0: #"Booking confirmed {"booking":\#(booking),"user":\#(user),"concert":\#(concert)}"#
    case 1: #"Ticket sent {"booking":\#(booking),"milliseconds":\#(milliseconds)}"#
    case 2: #"Signed in {"user":\#(user)}"#
    case 3: #"Job processed {"job":"App\\Jobs\\SendTicket","milliseconds":\#(milliseconds)}"#
    case 4: #"Programme shown {"concerts":40,"milliseconds":\#(milliseconds)}"#
    default: #"Poster resized {"file":"Affiche été 2026.png","milliseconds":\#(milliseconds)}"#
    }
  }

  /// Something that somebody should look at one day.
  static func remarkable(_ draw: inout some RandomNumberGenerator) -> String {
    let milliseconds = Int.random(in: 1200...4800, using: &draw)
    return switch Int.random(in: 0..<3, using: &draw) {
    case 0: #"Slow query {"sql":"select * from bookings order by created_at desc","milliseconds":\#(milliseconds)}"#
    case 1: #"Payment provider answered late {"milliseconds":\#(milliseconds)}"#
    default: #"Queue is behind {"queue":"mails","waiting":\#(milliseconds / 60)}"#
    }
  }
}
