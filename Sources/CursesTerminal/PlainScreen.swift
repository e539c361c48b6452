import CNcurses
import Glibc

/// The terminal as the shell leaves it, for a while: text that the terminal's own means can select and scroll.
enum PlainScreen {
  /// Prints the text, and waits for a key. A signal, or the end of the terminal, ends it too: whoever waits for events
  /// next finds it.
  ///
  /// - Parameter signals: where the numbers of signals arrive.
  static func show(_ text: [UInt8], signals: Int32) {
    var found = termios()
    guard tcgetattr(STDIN_FILENO, &found) == 0 else { return }
    // Before the text: a key that is pressed while lines are still gathered would not wake up whoever waits.
    var keys = found
    keys.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSANOW, &keys)
    defer { tcsetattr(STDIN_FILENO, TCSANOW, &found) }
    vigie_screen_write(text, text.count)
    var waiters = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
    ]
    while poll(&waiters, 2, -1) < 0 {
      // A signal that has interrupted lies on the desk: the next look finds it.
      guard errno == EINTR else { return }
    }
    // The key itself, with all the bytes of its sequence, means nothing but to go back.
    tcflush(STDIN_FILENO, TCIFLUSH)
  }
}
