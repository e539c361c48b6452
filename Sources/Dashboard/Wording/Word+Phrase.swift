extension Word {
  /// The word in both languages. A word without its phrase does not compile.
  public var phrase: Phrase {
    switch self {
    // Screens and panels
    case .overview: Phrase("Aperçu", "Overview")
    case .services: Phrase("Services", "Services")
    case .capacity: Phrase("Capacité", "Capacity")
    case .backups: Phrase("Sauvegardes", "Backups")
    case .rounds: Phrase("Rondes", "Rounds")
    case .register: Phrase("Registre", "Register")
    case .toDealWith: Phrase("À traiter maintenant", "To deal with now")
    case .latestOperations: Phrase("Dernières opérations", "Latest operations")
    case .lastHour: Phrase("Dernière heure", "Last hour")
    case .thresholds: Phrase("Seuils", "Thresholds")
    case .processors: Phrase("Processeurs", "Processors")
    case .memoryAndLoad: Phrase("Mémoire et charge", "Memory and load")
    case .disks: Phrase("Disques", "Disks")
    case .network: Phrase("Réseau", "Network")
    case .busiest: Phrase("Processus les plus actifs", "Busiest processes")
    case .catalogue: Phrase("Catalogue", "Catalogue")
    case .operations: Phrase("Opérations", "Operations")
    case .audit: Phrase("Chaîne d’audit", "Audit chain")
    case .steps: Phrase("Étapes", "Steps")
    case .output: Phrase("Sortie", "Output")
    case .help: Phrase("Touches", "Keys")
    // Names of facts and heads of columns
    case .timeAbove: Phrase("au-dessus d’affilée", "above at a stretch")
    case .traffic: Phrase("trafic", "traffic")
    case .service: Phrase("service", "service")
    case .state: Phrase("état", "state")
    case .sinceHead: Phrase("depuis", "since")
    case .answer: Phrase("réponse", "answer")
    case .latency: Phrase("latence", "latency")
    case .memory: Phrase("mémoire", "memory")
    case .restarts: Phrase("relances", "restarts")
    case .process: Phrase("processus", "process")
    case .processes: Phrase("processus", "processes")
    case .lastEnding: Phrase("dernière fin", "last ending")
    case .fault: Phrase("défaut", "fault")
    case .ahead: Phrase("datée du futur", "dated in the future")
    case .safetyCopy: Phrase("copie de sûreté", "safety copy")
    case .lastDays: Phrase("30 derniers jours", "last 30 days")
    case .chain: Phrase("chaîne", "chain")
    case .certificate: Phrase("certificat", "certificate")
    case .control: Phrase("commande", "command")
    case .problem: Phrase("problème", "problem")
    case .leg: Phrase("volet", "leg")
    case .newest: Phrase("dernière", "newest")
    case .ageHead: Phrase("âge", "age")
    case .size: Phrase("taille", "size")
    case .holds: Phrase("contenu", "holds")
    case .nextDue: Phrase("prochaine", "next due")
    case .trust: Phrase("confiance", "trust")
    case .taken: Phrase("prise", "taken")
    case .took: Phrase("durée", "took")
    case .verified: Phrase("vérifiée", "verified")
    case .testRestored: Phrase("restaurée à blanc", "test-restored")
    case .name: Phrase("nom", "name")
    case .load: Phrase("charge", "load")
    case .pressure: Phrase("pression", "pressure")
    case .uptime: Phrase("en marche", "up for")
    case .cores: Phrase("cœurs", "cores")
    case .advice: Phrase("si franchi", "when over")
    case .toLookAt: Phrase("à regarder", "look at")
    case .owner: Phrase("responsable", "owner")
    case .until: Phrase("jusqu’à", "until")
    case .answered: Phrase("réponse", "answered")
    case .answeredOn: Phrase("répondu sur", "answered on")
    case .evidence: Phrase("preuve", "evidence")
    case .reason: Phrase("motif", "reason")
    case .note: Phrase("note", "note")
    case .target: Phrase("cible", "target")
    case .from: Phrase("depuis", "from")
    case .result: Phrase("résultat", "result")
    case .remark: Phrase("remarque", "remark")
    case .wayBack: Phrase("retour", "way back")
    case .undone: Phrase("annulée depuis", "undone")
    case .sameAs: Phrase("même chose\u{A0}:", "same as:")
    case .when: Phrase("quand", "when")
    case .who: Phrase("qui", "who")
    case .what: Phrase("quoi", "what")
    case .exitStatus: Phrase("code de sortie", "exit status")
    case .detail: Phrase("détail", "detail")
    // States of what is read
    case .pending: Phrase("en attente", "pending")
    case .old: Phrase("ancien", "old")
    case .never: Phrase("jamais", "never")
    case .answers: Phrase("répond", "answers")
    case .answersWrongly: Phrase("répond mal", "bad answer")
    case .accepts: Phrase("accepte", "accepts")
    case .noAnswer: Phrase("aucune", "none")
    case .none: Phrase("aucun", "none")
    case .noSwap: Phrase("aucun", "none")
    case .onChange: Phrase("au changement", "on change")
    case .firstReading: Phrase("Première lecture en cours…", "First reading under way…")
    case .allIsWell: Phrase("Rien à traiter, tout va bien.", "Nothing to deal with, all is well.")
    case .askThePerson: Phrase("à voir par vous", "for you to tell")
    // Nothing to show
    case .noServices: Phrase("Le plan ne suit aucun service.", "The plan watches no service.")
    case .noCapacity: Phrase("Le plan ne suit aucune ressource.", "The plan watches no resource.")
    case .noBackups: Phrase("Le plan ne prévoit aucune sauvegarde.", "The plan has no backups.")
    case .noBackupYet: Phrase("Aucune sauvegarde au catalogue.", "No backup in the catalogue.")
    case .noRounds: Phrase("Le plan ne prévoit aucune ronde.", "The plan has no rounds.")
    case .noOperations: Phrase("Aucune opération.", "No operation.")
    case .noRows: Phrase("Aucune ligne.", "No row.")
    case .noOutput: Phrase("Rien n’a été dit.", "Nothing was said.")
    case .noOutputYet: Phrase("Rien encore.", "Nothing yet.")
    case .lastAttemptFailed: Phrase("dernier essai échoué", "last attempt failed")
    // The connection
    case .production: Phrase("production", "production")
    case .readOnly: Phrase("lecture seule", "read-only")
    case .readOnlyOn:
      Phrase(
        "Lecture seule\u{A0}: rien ne peut être changé d’ici.",
        "Read-only: nothing can be changed from here.")
    case .readOnlyOff: Phrase("Lecture seule quittée.", "Read-only left.")
    case .connecting: Phrase("L’agent est appelé…", "Calling the agent…")
    case .agentLost: Phrase("L’agent ne répond plus", "The agent is lost")
    case .noAgent: Phrase("Pas d’agent", "No agent")
    case .noAgentAdvice:
      Phrase(
        "vigie agent le démarre au premier plan et dit ce qui l’en empêche.",
        "vigie agent starts it in the foreground and says what keeps it from starting.")
    case .sandbox:
      Phrase(
        "Bac à sable, rien n’en sort. Votre plan\u{A0}:",
        "Sandbox: nothing leaves it. Your own plan:")
    // Finding
    case .commands: Phrase("Commandes", "Commands")
    case .noSuchCommand: Phrase("Aucune commande de ce nom.", "No command of that name.")
    case .themes: Phrase("Thèmes", "Themes")
    case .themeKept: Phrase("Thème gardé\u{A0}:", "Theme kept:")
    case .themeNotKept: Phrase("Thème gardé jusqu’à la fin de cette séance", "Theme kept for this session only")
    case .noSuchTheme: Phrase("Aucun thème ne s’appelle", "There is no theme called")
    case .ownTheme: Phrase("le vôtre", "your own")
    case .nothingFound: Phrase("Aucune ligne ne passe le filtre.", "No row passes the filter.")
    // Operations
    case .asking: Phrase("L’agent prépare la réponse…", "The agent is preparing the answer…")
    case .starting: Phrase("Lancement…", "Starting…")
    case .startUnknown:
      Phrase(
        "La connexion s’est rompue au lancement\u{A0}: voir le registre avant de recommencer.",
        "The connection broke at the start: see the register before starting again.")
    case .cancel: Phrase("Annuler", "Cancel")
    case .confirm: Phrase("Confirmer", "Confirm")
    case .yes: Phrase("oui", "yes")
    case .no: Phrase("non", "no")
    case .nameDiffers: Phrase("Le nom écrit n’est pas celui de la cible.", "What is typed is not the target’s name.")
    case .reasonMissing:
      Phrase(
        "Un contrôle est jaune\u{A0}: il faut un motif.",
        "A check is yellow: a reason is needed.")
    case .reasonEmpty:
      Phrase("Il faut un motif\u{A0}: l’écrire, puis Entrée.", "A reason is needed: type it, then Enter.")
    case .cancelOperation: Phrase("Arrêter", "Cancel")
    case .cancelMeaning:
      Phrase(
        "Le groupe de processus est arrêté\u{A0}; l’opération dit ce qui a été fait et ce qui reste.",
        "The process group is ended; the operation says what was done and what is left.")
    case .cancelAsked: Phrase("Arrêt demandé.", "Cancel asked for.")
    case .copied: Phrase("Copié, si le terminal le permet", "Copied, if the terminal allows it")
    case .anyKeyReturns: Phrase("[une touche revient à vigie]", "[any key returns to vigie]")
    // Problems
    case .noteHint:
      Phrase(
        "Une note pour les autres\u{A0}: ce que vous faites, jusqu’à quand. Peut rester vide.",
        "A note for the others: what you are doing, until when. May stay empty.")
    case .acknowledged: Phrase("Problème pris.", "Problem taken.")
    case .givenBack: Phrase("Problème rendu.", "Problem given back.")
    // Rounds
    case .doTheRound: Phrase("faire la ronde", "do the round")
    case .onlyYouKnow:
      Phrase(
        "Aucune mesure ne répond\u{A0}: à vous de le dire.",
        "No measurement answers this: it is for you to tell.")
    case .evidenceSpeaksAgainst:
      Phrase(
        "La preuve ne dit pas «\u{A0}tout va bien\u{A0}»\u{A0}: «\u{A0}fait\u{A0}» demandera un motif.",
        "The evidence does not say “all is well”: “done” will ask for a reason.")
    case .reasonAgainstEvidence:
      Phrase(
        "contre la preuve\u{A0}: pourquoi est-ce tout de même fait\u{A0}?",
        "against the evidence: why is it done all the same?")
    case .reasonForVerdict: Phrase("un motif est demandé", "a reason is needed")
    case .roundDone: Phrase("Ronde faite", "Round done")
    case .roundOpen: Phrase("Il reste des tâches", "Some tasks are left")
    // Procedures
    case .procedures: Phrase("Procédures", "Procedures")
    case .runbooks: Phrase("Procédures", "Runbooks")
    case .updateCalendar: Phrase("Calendrier des mises à jour", "Calendar of updates")
    case .beforeStarting: Phrase("Avant de commencer", "Before starting")
    case .purpose: Phrase("but", "purpose")
    case .startCriteria: Phrase("commencer si", "start when")
    case .rollbackCriteria: Phrase("revenir si", "roll back if")
    case .references: Phrase("références", "references")
    case .toFill: Phrase("à remplir", "to fill in")
    case .manual: Phrase("à la main", "by hand")
    case .automatic: Phrase("par vigie", "by vigie")
    case .shellStep: Phrase("dans un shell", "in a shell")
    case .check: Phrase("contrôle", "check")
    case .onlyIf: Phrase("seulement si", "only if")
    case .audiences: Phrase("Destinataires", "Audiences")
    case .channels: Phrase("Canaux", "Channels")
    case .window: Phrase("fenêtre", "window")
    case .notice: Phrase("préavis", "notice")
    case .frequency: Phrase("fréquence", "frequency")
    case .stepsHead: Phrase("étapes", "steps")
    case .noRunbooks: Phrase("Le plan n’a pas de procédure.", "The plan has no runbook.")
    case .noUpdates: Phrase("Le plan ne prévoit aucune mise à jour.", "The plan has no updates.")
    case .handbookComing: Phrase("Le plan est demandé à l’agent…", "Asking the agent for the plan…")
    case .doneBy: Phrase("fait par", "done by")
    case .everythingFilled: Phrase("rien à remplir", "nothing to fill in")
    case .noSuchRunbook: Phrase("Le plan n’a plus cette procédure.", "The plan has this runbook no more.")
    // Logs
    case .logs: Phrase("Logs", "Logs")
    case .errors: Phrase("erreurs", "errors")
    case .warnings: Phrase("avert.", "warnings")
    case .criticals: Phrase("critiques", "criticals")
    case .lastError: Phrase("dernière erreur", "last error")
    case .following: Phrase("suit la fin", "following")
    case .paused: Phrase("en pause", "paused")
    case .noLogs: Phrase("Le plan ne suit aucun log.", "The plan watches no log.")
    case .emptyLog: Phrase("Le log est vide.", "The log is empty.")
    case .times: Phrase("fois", "times")
    case .linesHead: Phrase("suite", "goes on")
    case .path: Phrase("fichier", "file")
    // Contacts
    case .contacts: Phrase("Contacts", "Contacts")
    case .responsibility: Phrase("répond de", "answers for")
    case .reach: Phrase("joindre", "reach")
    case .owns: Phrase("a en charge", "owns")
    case .messages: Phrase("Messages types", "Message templates")
    case .duties: Phrase("Obligations", "Duties")
    case .placeholders: Phrase("à compléter", "to complete")
    case .subject: Phrase("objet", "subject")
    case .channelOff: Phrase("éteint ici", "off here")
    case .channelOn: Phrase("allumé ici", "on here")
    case .noContacts: Phrase("Le plan ne nomme personne.", "The plan names nobody.")
    case .noAudiences: Phrase("Le plan n’a pas de destinataires.", "The plan has no audiences.")
    case .noTemplates: Phrase("Le plan n’a pas de message type.", "The plan has no message template.")
    case .noDuties: Phrase("Le plan n’a pas d’obligation durable.", "The plan has no lasting duty.")
    case .members: Phrase("membres", "members")
    case .cadence: Phrase("rythme", "how often")
    case .area: Phrase("domaine", "area")
    case .settings: Phrase("réglages", "settings")
    case .text: Phrase("texte", "text")
    // The register
    case .notVerified: Phrase("pas encore prouvée", "not verified yet")
    case .verifying: Phrase("en cours", "verifying")
    // Signs
    case .signs: Phrase("Signes", "Signs")
    case .signFine: Phrase("bon", "fine")
    case .signDone: Phrase("fait, sauvé", "done, saved")
    case .signOpen: Phrase("à faire", "to do")
    case .signRunning: Phrase("en cours", "running")
    case .signWarning: Phrase("alerte", "warning")
    case .signCritical: Phrase("critique", "critical")
    case .signUnknown: Phrase("inconnu\u{A0}: jamais pris pour bon", "unknown: never taken for fine")
    case .signAbsent: Phrase("pas de valeur, sans objet", "no value, not applicable")
    }
  }
}
