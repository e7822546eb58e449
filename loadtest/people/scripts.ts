/**
 * Romanisation by table, one letter (or a pair) at a time: Cyrillic as in ICAO 9303 and as in
 * BGN/PCGN, Greek as in ELOT 743. Юлия → Iuliia, Yuliya.
 */
const cyrillic: Readonly<Record<string, string>> = letters(
  'аa бb вv гg дd еe ёe жzh зz иi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъie ыy ь эe юiu яia'
)
const cyrillicBgn = { ...cyrillic, ...letters('йy юyu яya ъ') }
const ukrainian = { ...cyrillic, ...letters('гh ґg иy іi їi єie йi') }
const greek = letters(
  'ουou αυav ευev γγng μπmp ντnt αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo άa έe ήi ίi όo ύy ώo ϊi ύy ΐi'
)

/** The usual passport spellings of a Russian name, the current one first. */
export const russianToLatin = (name: string): string[] => [
  ...new Set([spell(name, cyrillic), spell(name, cyrillicBgn).replace(/iy$/, 'y')])
]

/** The usual passport spelling of a Ukrainian name. */
export const ukrainianToLatin = (name: string): string[] => [
  spell(name, ukrainian)
    .replace(/^Ie/, 'Ye')
    .replace(/^I([aueo])/, 'Y$1')
]

/** The usual passport spelling of a Greek name. */
export const greekToLatin = (name: string): string[] => {
  const latin = spell(name, greek).replace(/^Mp/, 'B').replace(/^Nt/, 'D')
  return [...new Set([latin, latin.replace('Ch', 'H').replace('ch', 'h')])]
}

function letters(table: string): Record<string, string> {
  const pairs = table.split(' ').map(pair => {
    const native = pair.match(/^[^a-z]+/)?.[0] ?? pair
    return [native, pair.slice(native.length)] as const
  })
  return Object.fromEntries(pairs)
}

const spell = (name: string, table: Readonly<Record<string, string>>): string => {
  const lower = name.toLowerCase()
  let latin = ''
  for (let at = 0; at < name.length; ) {
    const pair = lower.slice(at, at + 2)
    const native = pair.length === 2 && table[pair] !== undefined ? pair : lower.slice(at, at + 1)
    latin += table[native] ?? native
    at += native.length
  }
  return name.slice(0, 1) === lower.slice(0, 1)
    ? latin
    : latin.slice(0, 1).toUpperCase() + latin.slice(1)
}
