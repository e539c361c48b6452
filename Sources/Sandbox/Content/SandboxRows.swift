import FoundationEssentials
import GRDB

/// The rows of the sandbox's database: the same each time, but for their times, which are counted back from the present.
struct SandboxRows {
  static let users = 200
  static let artists = 40
  static let concerts = 120
  /// How many concerts took place more than two years ago.
  static let oldConcerts = 30
  /// How many are still to come.
  static let comingConcerts = 40
  static let bookings = 600
  static let sessions = 100
  /// How many sessions have not been used for more than thirty days.
  static let oldSessions = 35
  static let jobs = 60
  static let batches = 12

  private static let day = 86_400
  private let moment: SandboxMoment
  private var draw = Draw(seed: 2026)
  /// Seconds ago; negative for what is to come.
  private var concertsAgo: [Int] = []

  init(_ moment: SandboxMoment) { self.moment = moment }

  /// Inserts all rows, parents first.
  mutating func insert(into db: Database) throws {
    try insertUsers(db)
    try insertArtists(db)
    try insertConcerts(db)
    try insertBookings(db)
    try insertSessions(db)
    try insertJobs(db)
    try insertBatches(db)
  }

  private mutating func insertUsers(_ db: Database) throws {
    let insert = try db.makeStatement(
      sql: """
        INSERT INTO users (name, email, email_verified_at, password, remember_token, created_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
    for number in 1...Self.users {
      let name = draw.one(of: SandboxNames.given) + " " + draw.one(of: SandboxNames.family)
      let made = moment.text(ago: Self.day * Int.random(in: 30...1400, using: &draw))
      try insert.execute(arguments: [
        name, "user\(number)@sandbox.invalid", number % 7 == 0 ? nil : made, "$2y$12$" + draw.token(53),
        number % 3 == 0 ? draw.token(60) : nil, made, made,
      ])
    }
  }

  private mutating func insertArtists(_ db: Database) throws {
    let insert = try db.makeStatement(
      sql: "INSERT INTO artists (name, genre, bio, portrait, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)")
    for number in 0..<Self.artists {
      let name = SandboxNames.artists[number % SandboxNames.artists.count]
      let made = moment.text(ago: Self.day * (1500 - number))
      // Zeros, quotes and line ends: a portrait goes through no text unharmed.
      let portrait = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x27, 0x22, 0x5C] + draw.bytes(500)
      try insert.execute(arguments: [
        name, draw.one(of: SandboxNames.genres), "\(name): l'été, la scène;\n-- et « le reste ».",
        number % 4 == 3 ? nil : Data(portrait), made, made,
      ])
    }
  }

  private mutating func insertConcerts(_ db: Database) throws {
    let insert = try db.makeStatement(
      sql: """
        INSERT INTO concerts (artist_id, title, stage, concert_date, price, capacity, created_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for number in 0..<Self.concerts {
      let days =
        if number < Self.oldConcerts {
          Int.random(in: 740...1400, using: &draw)
        } else if number < Self.concerts - Self.comingConcerts {
          Int.random(in: 1...720, using: &draw)
        } else {
          -Int.random(in: 2...300, using: &draw)
        }
      let ago = days * Self.day + 1800 * Int.random(in: 0...8, using: &draw)
      concertsAgo.append(ago)
      let made = moment.text(ago: max(ago, 0) + Self.day * 60)
      let price = draw.one(of: [0, 12.5, 18, 24.9, 35, 59.99])
      try insert.execute(arguments: [
        Int.random(in: 1...Self.artists, using: &draw), draw.one(of: SandboxNames.titles),
        draw.one(of: SandboxNames.stages), moment.text(ago: ago), price, draw.one(of: [120, 400, 1500, 12_000]), made,
        made,
      ])
    }
  }

  private mutating func insertBookings(_ db: Database) throws {
    let insert = try db.makeStatement(
      sql: """
        INSERT INTO bookings (user_id, concert_id, quantity, status, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)
        """)
    for _ in 0..<Self.bookings {
      let concert = Int.random(in: concertsAgo.indices, using: &draw)
      let made = moment.text(ago: max(concertsAgo[concert], 0) + Int.random(in: 600...(50 * Self.day), using: &draw))
      try insert.execute(arguments: [
        Int.random(in: 1...Self.users, using: &draw), concert + 1, Int.random(in: 1...6, using: &draw),
        draw.one(of: ["confirmed", "confirmed", "confirmed", "pending", "cancelled"]), made, made,
      ])
    }
  }

  private mutating func insertSessions(_ db: Database) throws {
    let insert = try db.makeStatement(
      sql: """
        INSERT INTO sessions (id, user_id, ip_address, user_agent, payload, last_activity) VALUES (?, ?, ?, ?, ?, ?)
        """)
    for number in 0..<Self.sessions {
      let ago =
        number < Self.oldSessions
        ? Self.day * Int.random(in: 31...120, using: &draw) : Int.random(in: 5...(29 * Self.day), using: &draw)
      try insert.execute(arguments: [
        draw.token(40), number % 5 == 0 ? nil : Int.random(in: 1...Self.users, using: &draw),
        "192.0.2.\(Int.random(in: 1...254, using: &draw))", draw.one(of: SandboxNames.agents), draw.token(160),
        moment.epoch(ago: ago),
      ])
    }
  }

  private mutating func insertJobs(_ db: Database) throws {
    let insert = try db.makeStatement(
      sql: """
        INSERT INTO jobs (queue, payload, attempts, reserved_at, available_at, created_at) VALUES (?, ?, ?, ?, ?, ?)
        """)
    for number in 0..<Self.jobs {
      let name = draw.one(of: ["SendTicket", "RemindAudience", "ResizePoster"])
      let made = moment.epoch(ago: Int.random(in: 30...7200, using: &draw))
      try insert.execute(arguments: [
        number % 3 == 0 ? "mails" : "default",
        #"{"displayName":"App\\Jobs\\\#(name)","maxTries":3,"data":{"é":\#(number)}}"#,
        number % 10 == 0 ? 1 : 0, nil, made, made,
      ])
    }
  }

  private mutating func insertBatches(_ db: Database) throws {
    let insert = try db.makeStatement(
      sql: """
        INSERT INTO job_batches
          (id, name, total_jobs, pending_jobs, failed_jobs, failed_job_ids, options, cancelled_at, created_at, finished_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for number in 0..<Self.batches {
      let made = moment.epoch(ago: Self.day * (number + 1))
      let isOpen = number == 0
      let isCancelled = number == 5
      try insert.execute(arguments: [
        draw.token(36), "Billets, vague \(number + 1)", 50, isOpen ? 20 : 0, number % 4 == 2 ? 1 : 0,
        number % 4 == 2 ? #"["\#(draw.token(12))"]"# : "[]", nil, isCancelled ? made + 60 : nil, made,
        isOpen || isCancelled ? nil : made + 420,
      ])
    }
  }
}
