/// The fixed words of the screens.
public enum Word: CaseIterable, Sendable {
  // Screens and panels
  case overview, services, capacity, backups, rounds, register, toDealWith, latestOperations, lastHour, thresholds,
    processors, memoryAndLoad, disks, network, busiest, catalogue, operations, audit, steps, output, help

  // Names of facts and heads of columns
  case traffic, timeAbove, service, state, sinceHead, answer, latency, memory, restarts, process, processes, lastEnding,
    fault,
    safetyCopy, ahead, lastDays, chain,
    certificate, control, problem, leg, newest, ageHead, size, holds, nextDue, trust, taken, took, verified,
    testRestored,
    name, load, pressure, uptime, cores, advice, toLookAt, owner, until, answered, answeredOn, evidence, reason, note,
    target,
    from, result, remark, wayBack, undone, sameAs, when, who, what, exitStatus, detail

  // States of what is read
  case pending, old, never, answers, answersWrongly, accepts, noAnswer, none, noSwap, onChange, firstReading, allIsWell,
    askThePerson

  // Nothing to show
  case noServices, noCapacity, noBackups, noBackupYet, noRounds, noOperations, noRows, noOutput, noOutputYet,
    lastAttemptFailed

  // The connection
  case production, readOnly, readOnlyOn, readOnlyOff, connecting, agentLost, noAgent, noAgentAdvice, sandbox

  // Finding
  case commands, noSuchCommand, nothingFound, themes, themeKept, themeNotKept, noSuchTheme, ownTheme

  // Operations
  case asking, starting, startUnknown, cancel, confirm, yes, no, nameDiffers, reasonMissing, reasonEmpty,
    cancelOperation,
    cancelMeaning, cancelAsked, copied, anyKeyReturns

  // Problems
  case noteHint, acknowledged, givenBack

  // Rounds
  case doTheRound, onlyYouKnow, evidenceSpeaksAgainst, reasonAgainstEvidence, reasonForVerdict, roundDone, roundOpen

  // Procedures
  case procedures, runbooks, updateCalendar, beforeStarting, purpose, startCriteria, rollbackCriteria, references,
    toFill,
    manual, automatic, shellStep, check, onlyIf, audiences, channels, window, notice, frequency, stepsHead, noRunbooks,
    noUpdates, handbookComing, doneBy, everythingFilled, noSuchRunbook

  // Logs
  case logs, errors, warnings, criticals, lastError, following, paused, noLogs, emptyLog, times, linesHead, path

  // Contacts
  case contacts, responsibility, reach, owns, messages, duties, placeholders, subject, channelOff, channelOn,
    noContacts,
    noAudiences, noTemplates, noDuties, members, cadence, area, settings, text

  // The register
  case notVerified, verifying

  // Signs
  case signs, signFine, signDone, signOpen, signRunning, signWarning, signCritical, signUnknown, signAbsent
}
