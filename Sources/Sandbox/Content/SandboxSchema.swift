/// The tables of the written procedure as the framework's migrations make them on SQLite.
enum SandboxSchema {
  static let sql = """
    CREATE TABLE users (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      name VARCHAR NOT NULL,
      email VARCHAR NOT NULL,
      email_verified_at DATETIME,
      password VARCHAR NOT NULL,
      remember_token VARCHAR,
      created_at DATETIME,
      updated_at DATETIME
    );
    CREATE UNIQUE INDEX users_email_unique ON users (email);

    CREATE TABLE artists (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      name VARCHAR NOT NULL,
      genre VARCHAR,
      bio TEXT,
      portrait BLOB,
      created_at DATETIME,
      updated_at DATETIME
    );

    CREATE TABLE concerts (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      artist_id INTEGER NOT NULL REFERENCES artists (id),
      title VARCHAR NOT NULL,
      stage VARCHAR NOT NULL,
      concert_date DATETIME NOT NULL,
      price NUMERIC NOT NULL DEFAULT 0,
      capacity INTEGER NOT NULL DEFAULT 0 CHECK (capacity >= 0),
      created_at DATETIME,
      updated_at DATETIME
    );
    CREATE INDEX concerts_concert_date_index ON concerts (concert_date);

    CREATE TABLE bookings (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      user_id INTEGER NOT NULL REFERENCES users (id),
      concert_id INTEGER NOT NULL REFERENCES concerts (id) ON DELETE CASCADE,
      quantity INTEGER NOT NULL DEFAULT 1,
      status VARCHAR NOT NULL DEFAULT 'confirmed',
      created_at DATETIME,
      updated_at DATETIME
    );
    CREATE INDEX bookings_user_id_index ON bookings (user_id);
    CREATE INDEX bookings_concert_id_index ON bookings (concert_id);
    CREATE INDEX bookings_created_at_index ON bookings (created_at);

    CREATE TABLE sessions (
      id VARCHAR PRIMARY KEY NOT NULL,
      user_id INTEGER,
      ip_address VARCHAR,
      user_agent TEXT,
      payload TEXT NOT NULL,
      last_activity INTEGER NOT NULL
    );
    CREATE INDEX sessions_user_id_index ON sessions (user_id);
    CREATE INDEX sessions_last_activity_index ON sessions (last_activity);

    CREATE TABLE jobs (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      queue VARCHAR NOT NULL,
      payload TEXT NOT NULL,
      attempts INTEGER NOT NULL,
      reserved_at INTEGER,
      available_at INTEGER NOT NULL,
      created_at INTEGER NOT NULL
    );
    CREATE INDEX jobs_queue_index ON jobs (queue);

    CREATE TABLE job_batches (
      id VARCHAR PRIMARY KEY NOT NULL,
      name VARCHAR NOT NULL,
      total_jobs INTEGER NOT NULL,
      pending_jobs INTEGER NOT NULL,
      failed_jobs INTEGER NOT NULL,
      failed_job_ids TEXT NOT NULL,
      options TEXT,
      cancelled_at INTEGER,
      created_at INTEGER NOT NULL,
      finished_at INTEGER
    );

    CREATE VIEW upcoming_concerts AS
      SELECT concerts.id, concerts.title, artists.name AS artist, concerts.stage, concerts.concert_date
      FROM concerts JOIN artists ON artists.id = concerts.artist_id
      WHERE concerts.concert_date >= datetime('now')
      ORDER BY concerts.concert_date;

    PRAGMA user_version = 1;
    """
}
