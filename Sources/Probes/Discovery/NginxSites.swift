/// What the configuration of nginx says about its sites: `root`, `server_name`, `listen`, the logs.
/// https://nginx.org/en/docs/beginners_guide.html#conf_structure
///
///     server {
///         listen 443 ssl;
///         server_name nationsounds.com www.nationsounds.com;
///         root /var/www/nationsounds/public;
///         error_log /var/log/nginx/error.log warn;
///     }
struct NginxSites: Equatable {
  var roots: [String] = []
  var names: [String] = []
  var usesTLS = false
  var errorLogs: [String] = []
  var accessLogs: [String] = []

  /// Reads the text of one file. What is not understood is passed over: this is a guess for a person to look at.
  init(_ text: String) {
    for words in Self.directives(text) {
      guard let first = words.first else { continue }
      let rest = Array(words.dropFirst())
      switch first {
      case "root": Self.add(rest.prefix(1), to: &roots, where: Self.isPath)
      case "server_name": Self.add(rest[...], to: &names, where: Self.isHostName)
      case "listen": if rest.contains("ssl") || rest.first.map(Self.isTLSPort) ?? false { usesTLS = true }
      case "error_log": Self.add(rest.prefix(1), to: &errorLogs, where: Self.isPath)
      case "access_log": Self.add(rest.prefix(1), to: &accessLogs, where: Self.isPath)
      default: break
      }
    }
  }

  /// What several files say together.
  init(_ all: [NginxSites]) {
    for site in all {
      Self.add(site.roots[...], to: &roots) { _ in true }
      Self.add(site.names[...], to: &names) { _ in true }
      Self.add(site.errorLogs[...], to: &errorLogs) { _ in true }
      Self.add(site.accessLogs[...], to: &accessLogs) { _ in true }
      if site.usesTLS { usesTLS = true }
    }
  }

  private static func add(_ words: ArraySlice<String>, to list: inout [String], where isFit: (String) -> Bool) {
    for word in words where isFit(word) && !list.contains(word) { list.append(word) }
  }

  /// A path without variables, as far as a plan can hold one.
  private static func isPath(_ text: String) -> Bool {
    text.hasPrefix("/") && text.count < 1000 && !text.split(separator: "/").contains("..")
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+@".contains($0)) }
  }

  /// A name without wildcards: `_` is nginx's word for none.
  private static func isHostName(_ text: String) -> Bool {
    text.contains(".") && (1...253).contains(text.count) && text.first != "." && text.first != "-"
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ".-".contains($0)) }
  }

  private static func isTLSPort(_ text: String) -> Bool { text == "443" || text.hasSuffix(":443") }

  /// The words of each directive; comments end with their line, quotes hold words together.
  private static func directives(_ text: String) -> [[String]] {
    var directives: [[String]] = []
    var words: [String] = []
    var word = ""
    var quote: Character?
    var isComment = false
    func endWord() {
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    for character in text {
      if isComment {
        if character.isNewline { isComment = false }
      } else if let open = quote {
        if character == open { quote = nil } else { word.append(character) }
      } else if character == "#" && word.isEmpty {
        isComment = true
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character.isWhitespace {
        endWord()
      } else if ";{}".contains(character) {
        endWord()
        if !words.isEmpty { directives.append(words) }
        words = []
      } else {
        word.append(character)
      }
    }
    return directives
  }
}
