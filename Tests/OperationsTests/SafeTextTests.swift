import Testing

@testable import Operations

@Suite struct SafeTextTests {
  @Test(arguments: [
    ("password=hunter2 next", "password=••• next"), ("DB_PASSWORD=\"a b\" x", "DB_PASSWORD=\"•••\" x"),
    ("token: abc,def", "token: •••,def"), ("APP_KEY=base64:abc=", "APP_KEY=•••"),
    ("Authorization: Bearer abc.def rest", "Authorization: Bearer ••• rest"),
    ("mysql://root:secretword@db/x and http://a:b@c", "mysql://root:•••@db/x and http://a:•••@c"),
    ("http://host:8080/path", "http://host:8080/path"), ("passwords are counted", "passwords are counted"),
    ("password=a token=b", "password=••• token=•••"), ("password=", "password="),
    ("'secret' : 'x'", "'secret' : '•••'"),
    ("passwd: password=x", "passwd: •••"),
  ]) func secretsAreBlackedOut(_ line: String, _ expected: String) {
    #expect(SafeText.clean(line) == expected)
  }

  @Test func cleaningTwiceChangesNothingMore() {
    for line in ["password=hunter2", "a://b:c@d", "Bearer x"] {
      #expect(SafeText.clean(SafeText.clean(line)) == SafeText.clean(line))
    }
  }

  @Test func escapesAreTakenAway() {
    #expect(
      SafeText.clean("\u{1B}[31mred\u{1B}[0m\tx\r\n\u{1B}]0;title\u{07}next\u{1B}]8;;x\u{1B}\\link")
        == "red\tx\nnextlink")
    #expect(SafeText.clean("a\u{9B}31mb\u{0}c\u{7F}d\u{202E}e\u{1B}Pxx\u{9C}f") == "abcdef")
    #expect(SafeText.clean("\u{1B}") == "")
    #expect(SafeText.clean("\u{1B}[") == "")
    #expect(SafeText.clean("é ✓ 日本") == "é ✓ 日本")
  }
}
