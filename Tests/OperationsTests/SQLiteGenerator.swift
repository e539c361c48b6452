import Host
import TestSupport

/// Databases drawn from a seed, and an oracle of their content that shares nothing with what is tested: python3's own SQLite.
enum SQLiteGenerator {
  /// Makes the database of a seed. On every third the program ends as if killed: what it wrote lies in its WAL.
  static func make(_ path: String, seed: Int, in application: Application) async throws {
    try await python(["make", path, String(seed)], application)
  }

  /// Settings, schema, and a digest of each table's rows: rowid, type and bytes of every value.
  static func state(_ path: String, in application: Application) async throws -> String {
    try await python(["state", path], application)
  }

  /// A table with an index that needs a collation which only its application has.
  static func addCollation(_ path: String, in application: Application) async throws {
    try await python(["collation", path], application)
  }

  @discardableResult
  private static func python(_ words: [String], _ application: Application) async throws -> String {
    let file = application.folder.path + "/generator.py"
    if !FileSystem.exists(file) { try application.folder.write("generator.py", script) }
    let result = try await application.host.commands.run(Command("python3", [file] + words, captureLimit: 16 << 20))
    guard result.isSuccess else { throw Failed(text: result.errorText) }
    return result.text
  }

  struct Failed: Error { var text: String }

  private static let script = #"""
    import hashlib, os, random, sqlite3, sys, urllib.parse

    NAMES = ['plain', 'a b', 'q"uote', "ap'os", 'new\nline', 'select', 'caf\u00e9 \U0001f3b7', '[x]', 'x;--', 'Sqlite', '(f)']

    def q(name): return '"' + name.replace('"', '""') + '"'

    def value(r):
        return r.choice([
            lambda: None, lambda: r.randint(-2**63, 2**63 - 1), lambda: r.randint(-9, 9), lambda: 1e-320,
            lambda: float('inf'), lambda: r.random() * 1e300, lambda: 'ab\0cd', lambda: '\0', lambda: '', lambda: b'',
            lambda: "it's; -- x\r\n" * r.randint(1, 900), lambda: '\U0001f3b7\u00e9', lambda: b'\0\xff' * r.randint(1, 2000),
            lambda: '\ufeff', lambda: '12', lambda: '\ufffe\uffff',
        ])()

    def make(path, seed):
        r = random.Random(seed)
        c = sqlite3.connect(path, isolation_level=None)
        c.execute("PRAGMA encoding='%s'" % r.choice(['UTF-8', 'UTF-8', 'UTF-16le', 'UTF-16be']))
        c.execute('PRAGMA page_size=%d' % (512 << r.randint(0, 7)))
        c.execute('PRAGMA auto_vacuum=%d' % r.randint(0, 2))
        c.execute('CREATE TABLE first(x)')
        c.execute('PRAGMA journal_mode=' + ('WAL' if seed % 3 == 0 else r.choice(['WAL', 'DELETE'])))
        c.execute('PRAGMA user_version=%d' % r.randint(-2**31, 2**31 - 1))
        c.execute('PRAGMA application_id=%d' % r.randint(-2**31, 2**31 - 1))
        for n, name in enumerate(r.sample(NAMES, r.randint(2, 7))):
            kind = r.choice(['rowid', 'without', 'strict', 'generated', 'auto', 'rules'])
            t = q(name)
            c.execute('BEGIN')
            if kind == 'rowid': c.execute(f'CREATE TABLE {t}(a, b TEXT, c BLOB)'); row = lambda i: ('a,b,c', [value(r) for _ in range(3)])
            if kind == 'without': c.execute(f'CREATE TABLE {t}(a TEXT, k, b, PRIMARY KEY(k, a)) WITHOUT ROWID'); row = lambda i: ('a,k,b', ['x\0y', i, value(r)])
            if kind == 'strict': c.execute(f'CREATE TABLE {t}(i INTEGER, x TEXT, b BLOB, r REAL, a ANY) STRICT'); row = lambda i: ('i,x,b,r,a', [i, 't\0u', b'\0', 0.5, value(r)])
            if kind == 'generated': c.execute(f'CREATE TABLE {t}(a, v AS (length(a)) VIRTUAL, s TEXT AS (typeof(a)) STORED)'); row = lambda i: ('a', [value(r)])
            if kind == 'auto': c.execute(f'CREATE TABLE {t}(i INTEGER PRIMARY KEY AUTOINCREMENT, a)'); row = lambda i: ('a', [value(r)])
            if kind == 'rules': c.execute(f'CREATE TABLE {t}(a NOT NULL CHECK(a <> 7), b REFERENCES first(x))'); row = lambda i: ('a,b', [i if i != 7 else 8, value(r)])
            for i in range(r.randint(0, 60)):
                columns, values = row(i)
                c.execute(f"INSERT INTO {t}({columns}) VALUES({','.join('?' * len(values))})", values)
            if kind != 'without':
                if kind == 'rowid': c.execute(f"INSERT INTO {t}(rowid, a) VALUES(-5, CAST(x'ff61fe00' AS TEXT))")
                c.execute(f'DELETE FROM {t} WHERE rowid % 3 = 0')
            if r.random() < .5 and kind in ('rowid', 'auto', 'generated'):
                c.execute(f"CREATE INDEX {q('i' + name)} ON {t}(a) WHERE a IS NOT NULL")
                c.execute(f"CREATE INDEX {q('e' + name)} ON {t}(length(a))")
            if r.random() < .5: c.execute(f"CREATE VIEW {q('v' + name)} AS SELECT count(*) AS n FROM {t}")
            if r.random() < .5: c.execute(f"CREATE TRIGGER {q('t' + name)} AFTER INSERT ON {t} BEGIN DELETE FROM first; END")
            c.execute('COMMIT')
        if seed % 2 == 0:
            c.execute("CREATE VIRTUAL TABLE search USING fts5(t)")
            c.executemany('INSERT INTO search VALUES(?)', [('jazz %d' % i,) for i in range(40)])
            c.execute("CREATE VIRTUAL TABLE bare USING fts5(t, content='')")
            c.execute("INSERT INTO bare(rowid, t) VALUES(3, 'blues')")
        if seed % 4 < 2:
            c.execute('CREATE VIRTUAL TABLE places USING rtree(id, a, b)')
            c.executemany('INSERT INTO places VALUES(?,?,?)', [(i, i, i + 1) for i in range(30)])
        c.executemany('INSERT INTO first VALUES(?)', [(value(r),) for _ in range(r.randint(1, 9))])
        if seed % 3 == 0: os._exit(0)
        c.close()

    def state(path):
        c = sqlite3.connect('file:' + urllib.parse.quote(path) + '?mode=ro', uri=True)
        c.text_factory = bytes
        for p in ['encoding', 'page_size', 'auto_vacuum', 'user_version', 'application_id', 'journal_mode', 'schema_version', 'page_count', 'freelist_count']:
            if p not in ('schema_version',): print(p, c.execute('PRAGMA ' + p).fetchone())
        schema = c.execute('SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema ORDER BY rowid').fetchall()
        for row in schema: print(row)
        for kind, name, _, _, sql in schema:
            if kind != b'table': continue
            t = q(name.decode())
            columns = [q(x[1].decode()) for x in c.execute(f'PRAGMA table_xinfo({t})') if x[6] != 1]
            what = ','.join(f'typeof({x}), hex(CAST({x} AS BLOB))' for x in columns)
            rowid = '' if b'WITHOUT ROWID' in sql else '_rowid_,'
            h, n = hashlib.sha256(), 0
            for row in c.execute(f'SELECT {rowid} {what} FROM {t} NOT INDEXED' if b'VIRTUAL' not in sql.split(b'(')[0] else f'SELECT rowid FROM {t}'):
                h.update(repr(row).encode()); n += 1
            print(name, n, h.hexdigest())
        if any(row[1] == b'search' for row in schema):
            print(c.execute("SELECT rowid, t FROM search WHERE search MATCH 'jazz' ORDER BY rowid").fetchall())
            print(c.execute("SELECT rowid FROM bare WHERE bare MATCH 'blues'").fetchall())
        if any(row[1] == b'places' for row in schema):
            print(c.execute('SELECT id FROM places WHERE a > 3 AND b < 20').fetchall())

    def collation(path):
        c = sqlite3.connect(path)
        c.create_collation('house', lambda a, b: (a > b) - (a < b))
        c.execute('CREATE TABLE sorted(a COLLATE house, b)')
        c.execute('CREATE INDEX s ON sorted(a)')
        c.executemany('INSERT INTO sorted VALUES(?, 1)', [('b',), ('a',)])
        c.commit()

    if sys.argv[1] == 'make': make(sys.argv[2], int(sys.argv[3]))
    elif sys.argv[1] == 'state': state(sys.argv[2])
    else: collation(sys.argv[2])
    """#
}
