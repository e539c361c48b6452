import Drawing
import Maintenance

/// The host's own figures in brief, for the third column of a wide screen.
enum HostPanel {
  static func draw(_ model: Model, _ situation: Situation, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    let vitals = situation.vitals
    let uptime = vitals.uptimeSeconds.value.map { wording.pick("démarré il y a ", "up ") + wording.age($0) } ?? ""
    canvas.draw(PanelRule(situation.host, count: uptime, countStyle: .dim), in: rect.line(0))
    var facts = Facts()
    facts.add(wording(.load), HostWords(vitals, model).load)
    facts.add(wording(.memory), HostWords(vitals, model).memory)
    facts.add("swap", HostWords(vitals, model).swap)
    facts.add(wording(.traffic), HostWords(vitals, model).traffic)
    facts.add(wording(.pressure), HostWords(vitals, model).pressure)
    canvas.draw(facts, in: rect.splitTop(1).rest)
  }
}
