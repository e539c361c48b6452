/// The files of the sandbox's application: code that nobody runs, and uploads that somebody would miss. With what careless
/// copying loses: accents and blanks in names, a link, an empty folder, files that may only be read or may be run.
enum SandboxFiles {
  /// Everything below `files/`.
  static func tree() -> [FileTree] {
    code + pages + uploads() + [
      .emptyFolder("storage/framework/cache"), .emptyFolder("storage/app/uploads/en attente"),
      .link("public/storage", to: "../storage/app/uploads"),
    ]
  }

  private static let code: [FileTree] =
    [
      .file("artisan", "#!/usr/bin/env php\n<?php\n// The command line of the sandbox's application.\n", mode: 0o700),
      .file("composer.json", #"{"name": "sandbox/application", "require": {"php": "^8.2"}}"# + "\n"),
      .file("public/index.php", "<?php\n// Every request begins here.\nrequire __DIR__ . '/../bootstrap/app.php';\n"),
      .file("bootstrap/app.php", "<?php\nreturn ['name' => 'sandbox', 'debug' => false];\n", mode: 0o400),
      .file("routes/web.php", "<?php\n// / , /concerts , /billets\n"),
      .file("routes/api.php", "<?php\n// /api/concerts , /api/bookings\n"),
      .file("database/migrations/0001_users.php", "<?php\n// users, sessions\n"),
      .file("database/migrations/0002_concerts.php", "<?php\n// artists, concerts, bookings\n"),
      .file("database/migrations/0003_jobs.php", "<?php\n// jobs, job_batches\n"),
      .file("lang/fr.json", #"{"Tickets": "Billets", "Sold out": "Complet"}"# + "\n"),
      .file("lang/es.json", #"{"Tickets": "Entradas", "Tomorrow": "Mañana"}"# + "\n"),
    ]
    + ["Concert", "Artist", "Booking", "Session", "Ticket"].map { name in
      .file("app/Http/Controllers/\(name)Controller.php", "<?php\nclass \(name)Controller\n{\n}\n")
    }
    + ["User", "Artist", "Concert", "Booking"].map { name in
      .file("app/Models/\(name).php", "<?php\nclass \(name)\n{\n}\n")
    }

  private static let pages: [FileTree] = [
    .file("public/css/app.css", "body { font-family: sans-serif; margin: 2rem auto; max-width: 40rem }\n"),
    .file("public/js/app.js", "document.documentElement.classList.add('ready');\n"),
    .file("public/robots.txt", "User-agent: *\nDisallow: /billets\n", mode: 0o400),
    .file("resources/views/accueil.blade.php", "<h1>{{ $festival }}</h1>\n"),
    .file(
      "resources/views/concerts.blade.php", "@foreach ($concerts as $concert)\n  {{ $concert->title }}\n@endforeach\n"),
    .file("resources/views/billet.blade.php", "<p>{{ $booking->quantity }} × {{ $concert->title }}</p>\n"),
  ]

  private static func uploads() -> [FileTree] {
    var draw = Draw(seed: 40)
    let folder = "storage/app/uploads/"
    let posters: [FileTree] = ["Affiche été 2026.png", "Señor Niño.png", "日本の夜.png", "clôture 🎆.png"].map { name in
      .bytes(folder + "affiches/" + name, [0x89, 0x50, 0x4E, 0x47] + draw.bytes(131_072), mode: 0o600)
    }
    let tickets: [FileTree] = (1...5).map { number in
      .bytes(folder + "billets/billet \(number).pdf", Array("%PDF-1.7\n".utf8) + draw.bytes(16_384), mode: 0o400)
    }
    return posters + tickets + [
      .file(
        folder + "Plan de salle (v2).svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"/>\n"),
      .file(folder + "devis & contrat.txt", "Scène, sonorisation, lumières : 12 400 €\n"),
      .file(folder + "l'invité d'honneur.txt", "Zoé Peña\n"),
      .file(folder + "-liste.txt", "Un nom qui commence comme une option.\n"),
      .file(folder + "vide.txt", ""),
    ]
  }
}
