/** Every text of the console, in English; another language is another object of this shape. */
export const texts = {
  product: 'Portcullis',
  pages: {
    queue: 'Queue',
    search: 'Search',
    exclusions: 'Exclusions',
    alerts: 'Undelivered',
    lists: 'Lists',
    overview: 'Overview'
  },
  pagesLabel: 'Pages',
  skip: 'Skip to the content',
  signIn: {
    title: 'Sign in',
    lead: 'Cases and lists are shown to officers and editors who are signed in.',
    button: 'Sign in with your agency’s account',
    ended: 'Your session has ended. Sign in again to go on.',
    unanswered: 'The service does not answer. Load this page again shortly.',
    problems: {
      failed: 'Signing in did not succeed. Please try again.',
      unavailable: 'The sign-in service does not answer. Please try again shortly.',
      'no-role': 'Your account has no role in Portcullis. Ask your administrator for one.',
      'not-configured': 'Nobody can sign in yet: the service has no OIDC_ISSUER (docs/console.md).'
    } as { readonly [problem: string]: string }
  },
  shell: {
    of: (roles: string, agency: string) => `${roles}, ${agency}`,
    signOut: 'Sign out',
    stillSignedIn: (why: string) => `You are still signed in: ${why}. Try again before you leave.`,
    dark: 'Dark',
    light: 'Light',
    auto: 'As the system',
    theme: 'Appearance',
    endsAt: (time: string) =>
      `Your session ends at ${time}; what you have not sent by then is lost.`,
    prolong: 'Sign in again in another tab',
    sound: 'Sound',
    silent:
      'Sound is on, and this browser holds it back until you click or press a key on this page.',
    shared: 'Shared desk',
    sharedHint: 'On a shared desk covert cases make no sound and are not counted in the title',
    help: 'Keys',
    close: 'Close this note',
    noRole: 'Your role has no pages here.',
    notFound: 'There is no such page.',
    broken: 'This page could not be shown. Report it; the other pages go on.'
  },
  connection: {
    connecting: 'Connecting …',
    live: 'Live',
    lost: 'Connection lost: what you see may be out of date. Trying again …',
    troubles: {
      watchlist: 'The watchlist of this service is not current: do not rely on “clear”.',
      record:
        'The service can not write: nobody is screened, and what you do is not taken. Report it.',
      canary:
        'A test of the service has failed: hits may be missed. Do not rely on “clear”, and report it.',
      stream: 'Crossings and passenger lists are not being screened here: their hits do not come.',
      record_away:
        'The service can not reach its record: new hits wait and do not appear, and what you do may be refused.',
      watchlist_old:
        'The watchlist has not been brought up to date for some seconds: the newest entries may be missing.'
    }
  },
  roles: {
    checkpoint: 'checkpoint',
    carrier: 'carrier',
    agency_editor: 'editor',
    officer: 'officer',
    supervisor: 'supervisor',
    auditor: 'auditor',
    admin: 'administrator'
  },
  instructions: {
    arrest: 'Arrest',
    refuse_entry: 'Refuse entry',
    protect: 'Protect',
    locate: 'Report whereabouts',
    discreet_check: 'Discreet check',
    inquiry_check: 'Inquiry check',
    specific_check: 'Specific check',
    seize_document: 'Seize document',
    refer_second_line: 'Refer to second line',
    inform_only: 'Inform the owner'
  } as { readonly [instruction: string]: string },
  whatToDo: {
    arrest: 'Detain, call the second line, inform the owner at once.',
    refuse_entry: 'Refer to the second line, verify, refuse entry.',
    protect: 'Place under protection; for adults with their consent, report whereabouts.',
    locate: 'Find out and report the address; hand over a summons where there is one.',
    discreet_check:
      'Collect what the normal routine shows, let go, report. The traveller must not notice.',
    inquiry_check: 'Ask the questions of the entry; do not mention the entry.',
    specific_check: 'Search person, luggage and vehicle.',
    seize_document: 'Seize the document and find out how it came to the traveller.',
    refer_second_line: 'Refer to the second line for a closer look.',
    inform_only: 'Tell the owner that the person was found.'
  } as { readonly [instruction: string]: string },
  warnings: {
    armed: 'Armed',
    violent: 'Violent',
    escape_risk: 'Escape risk',
    suicide_risk: 'Suicide risk',
    contagious: 'Contagious',
    minor: 'Minor',
    do_not_alert_subject: 'Do not alert the subject'
  } as { readonly [warning: string]: string },
  handling: {
    H0: 'H0 – for preventing and combating crime',
    H1: 'H1 – not in court without the owner’s consent',
    H2: 'H2 – not passed on without the owner’s consent',
    H3: 'H3 – other restrictions: ask the owner'
  } as { readonly [handling: string]: string },
  bands: { document: 'Document', strong: 'Strong', possible: 'Possible' },
  states: {
    new: 'New',
    assigned: 'Assigned',
    pending_approval: 'Awaits approval',
    confirmed: 'Confirmed',
    dismissed: 'Dismissed',
    referred: 'Referred',
    escalated: 'Escalated',
    closed: 'Closed',
    withdrawn: 'Withdrawn',
    reopened: 'Reopened'
  },
  verdicts: { confirmed: 'Same person', dismissed: 'Not the person' },
  escalatedTo: {
    officer: 'the next officer',
    supervisor: 'the supervisor',
    agency: 'the agency’s desk'
  },
  fields: {
    prior: 'Before comparing',
    name: 'Name',
    originalName: 'Name in characters',
    birthDate: 'Birth date',
    document: 'Document',
    nationality: 'Nationality',
    sex: 'Sex',
    birthPlace: 'Place of birth'
  },
  words: {
    same: 'same',
    transliteration: 'other transliteration',
    spelling: 'other spelling',
    initial: 'initial',
    cutOff: 'cut off',
    missing: 'missing',
    extra: 'not listed',
    moved: 'other place'
  },
  covert: 'Covert',
  unscreened: 'Could not be screened',
  queue: {
    title: 'Queue',
    rows: 'Cases, most urgent first',
    columns: {
      due: 'Time',
      instruction: 'Instruction',
      traveller: 'Traveller',
      journey: 'Journey',
      score: 'Best match',
      list: 'List, agency',
      state: 'State',
      owner: 'Officer'
    },
    count: (shown: number, all: number, hasMore: boolean) =>
      [
        shown === all ? `${all} cases` : `${shown} of ${all} cases`,
        hasMore && 'less urgent ones follow'
      ]
        .filter(Boolean)
        .join('; '),
    show: 'Show',
    shows: {
      open: 'Open',
      mine: 'Mine',
      new: 'Not yet taken',
      escalated: 'Escalated',
      approval: 'To approve',
      decided: 'Decided'
    },
    anyInstruction: 'Any instruction',
    anyList: 'Any list',
    instruction: 'Instruction',
    list: 'List',
    search: 'Search the queue',
    nothing: 'No case here. New ones appear by themselves.',
    loading: 'Loading cases …',
    decidedUnread:
      'Decided cases could not be read: only those that this page has seen are here. Choose “Decided” again.',
    more: (count: number) => `+${count}`
  },
  due: {
    desk: (span: string) => `at desk ${span}`,
    inbound: (span: string) => `in ${span}`,
    opened: (span: string) => `opened ${span} ago`,
    underway: (span: string) => `left ${span} ago`,
    day: (day: string) => `on ${day}`,
    past: (span: string) => `${span} ago`,
    timer: (span: string) => span,
    overdue: (span: string) => `overdue ${span}`,
    whats: { acknowledge: 'to be taken', decide: 'to be decided', answer: 'to be answered' }
  },
  case: {
    back: 'Back to the queue',
    title: (id: string) => `Case ${id}`,
    missing: 'There is no such case for you.',
    loading: 'Loading the case …',
    unread: (why: string) => `The case could not be read: ${why}.`,
    halfRead: (why: string) =>
      `Earlier cases, who travels in the same reservation, and who has looked could not be read: ${why}.`,
    readAgain: 'Try again',
    hits: 'Entries that match',
    asTravelled: 'As travelled',
    asListed: 'As listed',
    compares: 'How it compares',
    notCompared: 'not compared',
    notKnown: 'not known',
    notShown: 'The owner does not show what is listed.',
    partial: 'The entry is longer than is shown here.',
    aliases: 'Also listed as',
    otherScript: 'written in another script',
    changedDefault: (what: string, now: string, before: string) =>
      `${what} is now: ${now} (before: ${before})`,
    outdated: 'Not found again since the traveller was described anew',
    withdrawn: 'The owner has withdrawn this entry',
    lapsed: 'This entry is not valid any more, or not yet',
    changed: 'The owner has changed this entry since: compare anew',
    changedTo: 'The carrier has described the traveller anew',
    score: 'What made the score',
    scoreHint:
      'Bars to the right speak for the same person, to the left against. They add up to the score.',
    threshold: 'Evidence in natural-log units',
    reference: 'Reference',
    contact: 'Contact',
    instruction: 'Instruction',
    handling: 'Handling',
    entry: 'Entry',
    agency: 'Agency',
    purpose: 'Purpose',
    journey: 'Journey',
    noJourney: 'No journey is known.',
    companions: 'Same reservation',
    companion: (person: number | undefined, reference: string | undefined) =>
      [person ? `Person ${person}` : 'On another list', reference].filter(Boolean).join(' · '),
    onJourney: 'Other cases on this journey',
    noneOnJourney: 'No other open case on this journey.',
    earlier: 'Earlier cases',
    earlierOfTraveller: 'This traveller',
    earlierOfEntries: 'Same entry, other traveller or document',
    sameEntry: 'same entry',
    trail: 'What happened',
    actions: 'Actions',
    print: 'Print',
    pending: (who: string, decision: string) =>
      `${who} has decided “${decision}”: waits for the approval of a second person.`,
    toExclude: (until: string) =>
      `With it the agency’s own entries are not to be raised for this traveller again until ${until}.`,
    escalated: {
      acknowledge: (who: string) => `Not taken in time: ${who} was told.`,
      decide: (who: string) => `Not decided in time: ${who} was told.`,
      answer: (who: string) => `Not answered in time: ${who} was told.`
    },
    asked: (agency: string, answer: string | undefined) =>
      answer ? `${agency} has answered: ${answer}.` : `Waits for the answer of ${agency}.`,
    askedBy: (agencies: string) => `${agencies} waits for your answer about your entries.`,
    documents: 'Documents'
  },
  journey: {
    entry: 'Entry',
    exit: 'Exit',
    transit: 'Transit',
    at: (checkpoint: string) => `at ${checkpoint}`,
    leg: (carrier: string, number: string, from: string, to: string) =>
      `${carrier} ${number} ${from} → ${to}`,
    arrives: 'Arrives',
    departs: 'Departs'
  },
  actions: {
    assign: 'Take over',
    release: 'Release',
    acknowledge: 'Take',
    confirm: 'Same person',
    dismiss: 'Not the person',
    approve: 'Approve',
    reject: 'Reject',
    refer: 'Refer to owner',
    answer: 'Answer',
    note: 'Note',
    close: 'Close',
    reopen: 'Reopen'
  },
  trail: {
    opened: 'Case opened',
    screened_again: 'Screened again',
    not_screened: 'Could not be screened',
    withdrawn: 'Does not travel',
    changed: 'Described anew',
    boarded: 'On board',
    entry_withdrawn: 'Entry withdrawn',
    entry_lapsed: 'Entry not valid',
    entry_changed: 'Entry changed',
    list_changed: 'Changed for the whole list',
    release_changed: 'Release, handling or warnings changed',
    asked: 'Asked for an answer',
    answered: 'The owner has answered',
    escalated: 'Escalated',
    exclusion_revoked: 'Exclusion ended',
    viewed: 'Viewed',
    assign: 'Taken over',
    release: 'Released',
    acknowledge: 'Taken',
    confirm: 'Decided: same person',
    dismiss: 'Decided: not the person',
    approve: 'Approved',
    reject: 'Rejected',
    refer: 'Referred to the owner',
    answer: 'Answered',
    note: 'Note',
    close: 'Closed',
    reopen: 'Reopened'
  } as { readonly [action: string]: string },
  dialog: {
    reason: 'Reason',
    choose: 'Choose a reason',
    verdict: 'Is it the person listed?',
    noVerdict: 'Can not be said: back to who asked',
    outcome: 'How the encounter ended',
    noOutcome: 'Not over, or not known',
    second: 'Takes effect when a second person approves.',
    text: 'In your own words',
    textHint: 'Kept in the case’s trail',
    exclude: 'Do not raise this person for this entry again until',
    excludeHint: 'Takes effect when a supervisor approves',
    cancel: 'Cancel',
    needsReason: 'Choose a reason or write one.',
    accepted: (action: string, who: string) => `${action}, ${who}: received, not yet in effect.`,
    settled: {
      taken: (action: string, who: string) => `${action}, ${who}: in effect.`,
      refused: (action: string, who: string) =>
        `${action}, ${who}: not taken. Somebody else has changed the case meanwhile; look again before you act.`,
      waiting: (action: string, who: string) =>
        `${action}, ${who}: still not in effect, and it may yet be refused. Look at the case before you rely on it.`
    },
    gone: (action: string, who: string) =>
      `${action}, ${who}: not taken. Your agency does not see this case any more.`,
    done: (action: string) => `${action}: done`,
    waits: (action: string) => `${action}: waits for a second person`,
    failed: (why: string) => `Not done: ${why}`,
    unanswered:
      'No answer has come: it is not known whether this is done. Send it again; it is done once at most.'
  },
  help: {
    title: 'Keys',
    letters: 'Single letters and signs work as keys',
    keys: [
      ['j, k', 'Next, previous case'],
      ['Enter', 'Open the case'],
      ['a', 'Take the case'],
      ['c', 'Same person'],
      ['d', 'Not the person'],
      ['r', 'Refer to the owner'],
      ['w', 'Answer who asks'],
      ['p, x', 'Approve, reject'],
      ['n', 'Note'],
      ['/', 'Search'],
      ['Esc', 'Back to the queue'],
      ['?', 'This help']
    ],
    close: 'Close'
  },
  search: {
    title: 'Search',
    lead: 'Screen a person by hand. Every search is recorded with its purpose.',
    purpose: 'Purpose',
    choosePurpose: 'Choose a purpose',
    mrz: 'Machine-readable zone',
    mrzHint: 'Paste two or three lines; the fields below win where they differ',
    family: 'Family name',
    given: 'Given names',
    full: 'Or the whole name, in any script',
    birthDate: 'Birth date',
    birthDateHint: 'YYYY-MM-DD, YYYY-MM or YYYY',
    sex: 'Sex',
    sexes: { M: 'Male', F: 'Female', X: 'X' },
    nationality: 'Nationality',
    countryHint: 'ICAO or ISO code, such as BEL',
    number: 'Document number',
    issuer: 'Issued by',
    screen: 'Screen',
    clear: 'Empty the form',
    decisions: {
      clear: 'Clear: no listed person matches',
      refer: 'Refer: somebody listed matches',
      insufficient: 'Not enough is known: ask for a birth date or a document'
    },
    openCase: 'Open the case',
    facts: (list: number, policy: string) => `list version ${list}, policy ${policy}`,
    resultLabel: 'Result'
  },
  exclusions: {
    title: 'Exclusions',
    lead: 'Travellers that are known not to be an entry of your agency. Each keeps one entry away from one traveller, and from nobody else.',
    none: 'Your agency has excluded nobody.',
    entry: 'Entry',
    until: 'Until',
    untilDay: (day: string) => `until ${day}`,
    decided: 'Asked for, approved by',
    by: (asked: string, approved: string) => `${asked}, ${approved}`,
    applied: 'Applied',
    state: 'State',
    states: { inForce: 'in force', ended: 'ended', over: 'over' },
    case: 'Case',
    end: 'End',
    endOne: (entry: string) => `End the exclusion from ${entry}`,
    sure: 'From then on the entry is raised for this traveller again.',
    ended: (entry: string) => `The exclusion from ${entry} has ended.`,
    accepted: (entry: string) =>
      `The end of the exclusion from ${entry} is received, not yet in effect. Open this page again before you rely on it.`,
    more: 'More'
  },
  alerts: {
    title: 'Undelivered alerts',
    lead: 'Alerts that your agency’s systems have refused too often. The cases are in the queue all the same.',
    none: 'Every alert was delivered.',
    desk: 'Desk',
    what: 'What happened',
    failed: 'Given up',
    attempts: 'Attempts',
    error: 'Last error',
    case: 'Case',
    again: 'Send again',
    againOne: (what: string, id: string) => `Send again: ${what}, case ${id}`,
    sent: 'Sent again: it comes back here when it is refused again.',
    more: 'More'
  },
  lists: {
    title: 'Lists',
    choose: 'List',
    none: 'Your agency has no list yet.',
    find: 'Find an entry by id, name or document number',
    findButton: 'Find',
    notFound: 'Nothing on this list resembles this.',
    newEntry: 'New entry',
    importFile: 'Import a file',
    importHint: 'NDJSON: one { "op": "put" | "withdraw", "entry": { … } } a line',
    notUtf8: 'The file is not UTF-8: nothing was sent. Save it as UTF-8 and choose it again',
    nothingIn: 'The file is empty: nothing was sent.',
    cutOff: (why: string) =>
      `The import was cut off: ${why}. What is counted below was answered, of the next 500 lines some may have been taken. Choose the file again; no line is taken twice.`,
    importing: (done: number, all: number) => `${done} of ${all} lines`,
    imported: (taken: number, refused: number) => `${taken} lines taken, ${refused} refused`,
    line: 'Line',
    problem: 'Problem',
    details: {
      agency: 'Agency',
      purposes: 'Purposes',
      instruction: 'Instruction',
      handling: 'Handling'
    },
    readOnly:
      'Officers read the lists’ settings; entries are shown to editors and, where released, in cases.',
    entries: 'Entries',
    state: { active: 'active', withdrawn: 'withdrawn' },
    id: 'Id',
    names: 'Names',
    revision: 'Revision',
    more: 'More'
  },
  entry: {
    title: (id: string) => `Entry ${id}`,
    newTitle: 'New entry',
    kind: 'Kind',
    kinds: { person: 'Person', document: 'Document' },
    family: 'Family name',
    given: 'Given names',
    birthDate: 'Birth date',
    birthDateHint: 'YYYY-MM-DD, YYYY-MM or YYYY; a span as 1970/1973',
    birthPlaces: 'Places of birth',
    linesHint: 'One a line',
    sex: 'Sex',
    unknown: 'Not known',
    nationality: 'Nationality',
    number: 'Document number',
    issuer: 'Issued by',
    status: 'Document is',
    statuses: { lost: 'Lost', stolen: 'Stolen', revoked: 'Revoked', fraudulent: 'Fraudulent' },
    instruction: 'Instruction',
    inherit: 'As the list',
    warnings: 'Warnings',
    covert: 'Covert: the traveller must not notice',
    handling: 'Handling',
    reference: 'Reference',
    contact: 'Contact',
    validFrom: 'Valid from',
    validUntil: 'Valid until',
    reviewBy: 'To be reviewed by',
    dayHint: 'YYYY-MM-DD',
    releasableTo: 'Released to',
    agenciesHint: 'Agencies by name; with none named every checkpoint, and officers of yours alone',
    legalBasis: 'Legal basis',
    remarks: 'Remarks',
    put: 'Put on the list',
    withdraw: 'Withdraw',
    withdrawOne: (id: string) => `Withdraw entry ${id}`,
    sure: 'From then on nobody is referred for this entry. Cases that it has opened stay open.',
    try: 'Try this entry',
    tried: (referred: number, compared: number, days: number) =>
      `It would have referred ${referred} of ${compared} travellers screened in the last ${days === 1 ? 'day' : `${days} days`}.`,
    saved: (revision: number) => `In effect as revision ${revision}.`,
    withdrawn: 'Withdrawn.',
    accepted: (revision: number) => `Received as revision ${revision}, not yet in effect.`,
    refused: (revision: number, standing: number) =>
      `Revision ${revision} was not taken: somebody else has changed the entry meanwhile. It stands at revision ${standing}; open it again.`,
    waiting: (revision: number) =>
      `Revision ${revision} is still not in effect, and it may yet be refused. Open the entry again before you rely on it.`,
    keep: 'Names, birth dates and documents beyond the first are kept as they are.',
    close: 'Close'
  },
  overview: {
    title: 'Overview',
    screened: 'Screened per minute',
    referred: 'Referred per minute (your cases)',
    latency: 'Answered within',
    latencyHint: 'Half (p50) and 99 of 100 (p99) of this service’s answers, in milliseconds',
    cases: 'Open cases by state and age',
    decidedCases: 'Decided cases by list',
    noneDecided: 'No decided case yet.',
    dismissed: 'Dismissed share',
    freshness: 'Watchlist by node',
    nodes: {
      node: 'Node',
      state: 'State',
      age: 'Age',
      behind: 'Behind',
      version: 'Version',
      entries: 'Entries',
      unknown: '–',
      ready: 'ready',
      notReady: 'not ready',
      silent: (time: string) => `silent since ${time}`,
      ageText: (seconds: number, standing: 'current' | 'old' | 'tooOld') => {
        const age = seconds < 1 ? 'now' : `${Math.round(seconds).toLocaleString('en')} s`
        return { current: age, old: `${age}, old`, tooOld: `${age}, too old` }[standing]
      },
      hint: (old: number, tooOld: number) =>
        `Age: since the list was last known to be current. A bar is half full at ${old.toLocaleString('en')} s, from where on answers say that the list is old, and full at ${tooOld.toLocaleString('en')} s, from where on nobody is screened. Behind: versions that the list lacks.`,
      othersUnknown: 'What other nodes say can not be read now: only the answering one is shown.'
    },
    ages: ['up to 5 min', 'up to 1 h', 'up to 1 day', 'older'],
    state: 'State',
    list: 'List',
    decided: 'Decided',
    p50: 'p50',
    p99: 'p99',
    minute: 'Time',
    noData: 'Nothing in the last hour yet.'
  }
}
