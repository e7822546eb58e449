import { createRecent } from '../recent.ts'
import { relatedNames } from './nicknames.ts'

type Rule = readonly [pattern: RegExp, respelled: (word: string) => string]

// Syllables of these languages only: STEPHAN has an F, and Vietnamese words are shorter.
const syllables =
  'PHONG PHANG PHAENG PHAEW PHUANG PHUM PHROM PHET PHICHA PHITH PHAI PHUT PHAK PHORN PHATTH PHATCH KHONG KHAM[PTSDNK] KHUN[TPC]'
const lastSyllables = '(?<!STE)PHAN (?<!XENO)PHON PHOL PHOP PHAT PHAP'
const aspirated = new RegExp(
  `^(?=.{6})(?:PHRA|PHIM|PHON|SUPHA|.*(?:${syllables} (?:${lastSyllables})$))`.replaceAll(' ', '|')
)

/** How one language writes what others write otherwise; each gives one more spelling. */
const rules: readonly Rule[] = [
  // Latvian gives foreign men an ending: LAVROVS, SERGEJS.
  [/(?:OV|EV|J)S$/, word => word.slice(0, -1)],
  // Lithuanian too: PUTINAS.
  [/..(?:IN|IR|OV|EV|SK|IJ)AS$/, word => word.slice(0, -2)],
  // Wives and daughters of Lithuania: KAZLAUSKIENE, KAZLAUSKAITE; PETKEVICIENE, PETKEVICIUTE.
  [/.{4}(?:IENE|AITE|YTE)$/, word => word.replace(/(?:IENE|AITE|YTE)$/, 'AS')],
  [/.{3}(?:CIENE|DZIENE|UTE)$/, word => word.replace(/(?:ENE|UTE)$/, 'US')],
  // Women of Bohemia and Slovakia: KRATOCHVILOVA.
  [/.{3}[^AEIOUY]OVA$/, word => (isGivenName(word.slice(0, -3)) ? word : word.slice(0, -3))],
  // Women elsewhere: ZELENSKAYA.
  [/.{2}SKA[IJY]A$/, word => word.replace(/A[IJY]A$/, 'Y')],
  // Hungarian writes soft D and T so: PUTYIN, VLAGYIMIR.
  [/[GT]Y[AEIOU]/, word => word.replaceAll(/([GT])Y(?=[AEIOU])/g, softened)],
  // Belarusian: TSIKHANOUSKI, SHARAPAU, DZIAMIDAU.
  [/^.{3,}OUSK|^(?=.{6}).*(?:[^EDF][AO]|[^DF]E)U$/, word => fromBelarusian(word)],
  // French begins so what others write with W: OUISSAM.
  [/^OU[AEI]./, word => `W${word.slice(2)}`],
  // German and Turkmen: TSCHERNYSCHOW, CHLESTAKOW. GETACHEW is Ethiopian.
  [/^.{3,}(?<!TH|[^S]CH)[OE]WA?$/, word => (isName(word) ? word : fromGerman(word))],
  // Z east of Arabia: MAHFOUDH, QAIDH. At the beginning or within a word it may be Indian; names are in a table.
  [/.{2}[AEIOU]DH$/, word => word.replace(/DH$/, 'Z')],
  // X is KH in Uzbek and Azerbaijani: AXMEDOV.
  [/X.*[OE]VA?$/, word => word.replaceAll('X', 'KH')],
  // Central Asian: TOKAYEV, ZHUMABAYEVA.
  [/[AEIOU][YIJ]EVA?$/, word => word.replace(/[YIJ](?=EVA?$)/, '')],
  // J in French, Turkish and Central Asian Latin: ZHUMABAEV, PRIGOZHIN. Shorter words are Chinese.
  [/^(?=.{6})(?!.*DZH).*ZH/, word => word.replaceAll('ZH', 'J')],
  // Albanian, and Bosnian without its marks: XHEMAL, DZEMAL.
  [/XH|DZ(?!H)/, word => word.replaceAll(/XH|DZ(?!H)/g, 'J')],
  // Indonesian until 1972: TJAHJONO, SJAHRIR.
  [
    /TJ|^SJA|DJ.*J|^(?=.{6})(?:.*OE.*J|J.*OE)/,
    word => word.replaceAll(/[TDSN]J|CH|OE|J/g, letters => indonesian[letters] ?? letters)
  ],
  // Dutch: VAN DIJK.
  [/.IJ/, word => word.replaceAll('IJ', 'Y')],
  // Aspirates of Thai, Lao and Khmer: SUTTHIPHONG, KHAMPHAENG.
  [aspirated, word => word.replaceAll(/([PTK])H/g, '$1')],
  [/^[AE]L(?=[B-DF-HJ-NP-TV-Z][A-Z]{4})/, word => (isName(word) ? word : word.slice(2))],
  // Sons as one word: BENSALAH, BINSALEH. Words of one syllable are left whole: BINLIANG is Chinese.
  [
    /^B[EI]N(?=.{5})(?=(?:Y|[^AEIOUY]{1,2})[AEIOUY]+[^AEIOUY]+[AEIOUY])/,
    word => (isName(word) ? word : word.slice(3))
  ],
  // Kunyas in French: ABOUBACAR.
  [/^ABOU[B-DF-HJ-NP-TV-Z]/, word => word.replace('OU', 'U')]
]

/** ALBERTO is no article and BERTO. */
const isName = (word: string): boolean => relatedNames(word) !== undefined

/** KARIMOVA is no wife of KARIM. */
const isGivenName = (word: string): boolean => isName(word) || givenNames.has(word)

/** Given names that make family names in -OV and stand in no group of related ones. */
const givenNames: ReadonlySet<string> = new Set(
  `AHMAD AKHMAD AKHMED AKIM ALIM ASAD AZIM AZIZ BABUR DAVUD DEMID FILAT GADZHI GAFUR GAMID GASAN GERASIM GUSEYN
  HAKIM HALIL HAMID HASAN HUSEYN IBRAGIM KADIR KADYR KAMAL KARIM KARP KHAKIM KHALIL KHAMID KHASAN KURBAN LATIF
  MAGOMED MAHMUD MAKHMUD MAMED MAMMAD MANSUR MURAD MURAT NABI NASIR NAZAR NIKON PAVL QURBON RAHIM RAJAB RAKHIM
  RASHID RASHIT RASUL RUSTAM SABIR SADYK SAFAR SALIM SAMAD SHARIF SHARIP SIDOR SULTAN TAGIR TAHIR TARAS TIKHON
  TRIFON UMAR YAKUB YUSUP ZAKHAR ZAKIR`.split(/\s+/)
)

const softened = (_: string, letter: string): string => (letter === 'G' ? 'D' : 'T')

const fromGerman = (word: string): string =>
  word.replaceAll(/SCHTSCH|TSCH|SCH|CH|[WJ]/g, letters => english[letters] ?? letters)

const english: Readonly<Record<string, string>> = {
  SCHTSCH: 'SHCH',
  TSCH: 'CH',
  SCH: 'SH',
  CH: 'KH',
  W: 'V',
  J: 'Y'
}

const indonesian: Readonly<Record<string, string>> = {
  TJ: 'C',
  DJ: 'J',
  SJ: 'SY',
  NJ: 'NY',
  CH: 'KH',
  OE: 'U',
  J: 'Y'
}

const fromBelarusian = (word: string): string =>
  word
    .replaceAll('TSI', 'TI')
    .replaceAll(/DZ(?=[EIM])/g, 'D')
    .replaceAll(/H(?=[AEIOURLN])/g, 'G')
    .replace('OUSK', 'OVSK')
    .replace(/[AO]U$/, 'OV')
    .replace(/EU$/, 'EV')

const remembered = 1 << 14
const known = createRecent<readonly string[]>(remembered)

/** A word and what it is in other languages' spellings, or without what was joined to it. Remembers the words that were asked for last. */
export const respell = (word: string): readonly string[] => {
  const before = known.get(word)
  if (before !== undefined) return before
  const spelled = [...new Set(spellingsOf(word))]
  known.keep(word, spelled)
  return spelled
}

const spellingsOf = (word: string): string[] => {
  if (/^ABD[AUEOI]L+A+H?$/.test(word)) return word === 'ABDULLAH' ? [word] : ['ABDULLAH', word]
  const servant = /^ABD(?:[AUEOI]|OU)([LRSZNDT]|SH)(?=[A-Z]{4})/.exec(word)
  if (servant !== null) {
    const rest = word.slice(servant[0].length)
    const doubled = rest.startsWith(servant[1] ?? '') || servant[1] === 'L'
    const name = doubled ? rest : (servant[1] ?? '') + rest
    return [`ABDUL${name}`, name, word]
  }
  return [
    word,
    ...rules.flatMap(([pattern, respelled]) => (pattern.test(word) ? respelled(word) : []))
  ]
}
