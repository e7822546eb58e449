const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** The Arabic article in the spellings that its letters take; it is written joined, parted or not at all. */
export const articles = words('AL EL UL AR UR ER AS ASH AT AD AZ UZ US')

/** Words that belong to a name but distinguish nobody. */
export const particles = words(
  'BIN IBN BEN BINT BINTE BINTI BTE OULD WALAD WULD ABU ABOU ABI UMM OUM ABD DE DEL DELA LA LE LAS LOS DA DO DOS DAS DI DU DELLA VAN VON DER DEN TEN TER ZU ZUM AF AV Y E I OGLU OGLY OGHLU UGLI KYZY QIZI QYZY KIZI O D S A P ST SAN DIN UD ED'
)

/** Particles that end a name without being one: what they follow is. */
export const suffixes = words('OGLU OGLY OGHLU UGLI KYZY QIZI QYZY KIZI DIN UD ED Y E I O D S A P')

/** Middle names of Vietnam: the word before them is a family name, LE and DO too. */
export const middleNames = words(
  'VAN THI DINH DUC HUU NGOC QUANG XUAN HONG NHU CONG TRONG VIET THANH BA QUOC'
)

/** Forms of address that are nobody's family name. */
export const address = words('MR MRS MS MISS MSTR MISTER DR MME MLLE HERR FRAU')

/** Forms of address, which come and go and are nobody's name. */
export const honorifics = words(
  'MR MRS MS MISS MSTR MISTER DR DOCTOR DOKTOR PROF PROFESSOR ENG ENGR SIR COLONEL COL POLKOVNIK GENERAL GEN BRIG BRIGADIER MAJOR CAPTAIN CAPT LT SGT JR SR II III PRESIDENT PRESIDENTE PRESIDEN PRAESIDENT PRASIDENT PREZIDENT PREZYDENT PREDSJEDNIK PREDSEDNIK PRESEDINTE PRESEDINTELE ELNOEK ELNOK MINISTER MINISTR MINISTRE MINISTRO CHANCELLOR SENATOR AMBASSADOR HERR FRAU MONSIEUR MADAME MME MLLE SENOR SENORA SIGNOR SIGNORA'
)

/** Titles that some bear like a name: light, unless there is hardly anything else. */
export const titles = words(
  'HAJI HAJ HADJI HAJJ HAJJI ALHAJ ALHAJI SHEIKH SHAYKH SHAIKH SHEIK SHEYKH CHEIKH MULLAH MULLA MOLLAH MAULAVI MAWLAWI MOLVI MAULANA MAWLANA HAFIZ HAFEZ QARI USTAD USTAZ'
)

const placeholders = words(
  'FNU LNU NFN NLN UNKNOWN UNK NONAME NOGIVENNAME NOGIVENNAMES NOFIRSTNAME NOLASTNAME NOSURNAME UNNAMED ANONYMOUS'
)
const absences = words('NONE NULL NA NIL')

/** Stands where a part of a name is missing when it stands there alone; beside other words it is a name: LI NA. */
export const isAbsence = (word: string): boolean => absences.has(word)

/** Stands where a name is missing: FNU, LNU, XXX, UNKNOWN. */
export const isPlaceholder = (word: string): boolean =>
  word === '' || placeholders.has(word) || /^X{2,}$/.test(word)

/** A word that alone is nobody's name: an article, particle, form of address or title. */
export const isSmallWord = (word: string): boolean =>
  articles.has(word) || particles.has(word) || honorifics.has(word) || titles.has(word)
