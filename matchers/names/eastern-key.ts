/**
 * What a Chinese or Korean name keeps however it is romanised: pinyin and Wade-Giles, Revised Romanisation, McCune-Reischauer and
 * what is usual. Zones leave apostrophes and breves out, so that CH' and CH, O and Ŏ can't be told apart.
 *
 *   ZEDONG, TSETUNG → ZETUQ     JINPING, CHINPING → CINPIQ     CHOL, CHEOL, JEOL → CUL     JIAYING, CHIAYING → CYAIQ
 *
 * Empty for a word that is not one or two such syllables.
 */
export const easternKey = (text: string): string => {
  if (text.length < 2 || text.length > 12 || !isEastern.test(text)) return ''
  const sounds = spoken(text).match(sound) ?? []
  let key = ''
  for (const each of sounds) {
    const kept = classes.get(each) ?? (hasOneRun(sounds) ? meeting(each) : undefined)
    if (kept === undefined) return ''
    key += kept
  }
  return key
}

const initial = '(?:KK|PP|TT|SS|JJ|CH|ZH|SH|HS|TS|TZ|SZ|[BCDFGHJKLMNPQRSTXZ])'
const final = '(?:NG|[NMLKGPBTRH])'
const isEastern = new RegExp(`^(?:${initial}?[AEIOUWY]+${final}?){1,2}$`)
// H after a vowel is silent unless another follows: SHIH, YEH.
const sound =
  /[AEIOUWY]+(?:H(?![AEIOUWYS]))?|KK|PP|TT|SS|JJ|CH|ZH|SH|HS|TS|TZ|SZ|NG(?![AEIOUWY])|./g
const hasOneRun = (sounds: readonly string[]): boolean =>
  sounds.filter(each => /^[AEIOUWY]/.test(each)).length === 1

/** Wade-Giles has CHIH-WEI for ZHIWEI, while CHIHYON is Korean with an H that is heard; SSU and TZU are SI and ZI. */
const spoken = (text: string): string =>
  text.replace(silentH, '').replaceAll(/(SS|SZ|TZ)U(?![AEION])/g, '$1I')

const silentH = /(?<=[CS]HI|[IU]E)H(?=[WY](?!O|E(?![HIN])))/

/**
 * The vowels of two syllables that meet, each in its class: CHIA-YING, JI-YEON, HA-EUN, CHAO-I. What one system writes without the Y or W
 * of another is one syllable's as well: SHU-I and SHU-YI are SHUI.
 */
const meeting = (run: string): string | undefined => {
  const cuts = Array.from(run.slice(1), (_, at) => at + 1).filter(
    cut => classes.has(run.slice(0, cut)) && classes.has(run.slice(cut))
  )
  const cut =
    cuts.find(at => /[WY]/.test(run.charAt(at))) ??
    cuts.find(at => run.slice(at) === 'EU') ??
    cuts.at(-1)
  if (cut === undefined) return undefined
  const both = `${classes.get(run.slice(0, cut))}${classes.get(run.slice(cut))}`
  return writtenAsOne.get(both) ?? both
}

const writtenAsOne = new Map([
  ['IU', 'YU'],
  ['IA', 'YA'],
  ['UI', 'WE'],
  ['UA', 'WA']
])

const table = `
C J JJ CH ZH Q|Z Z C TS TZ|S S SS SH HS SZ X|K K KK G|P P PP B|T T TT D|L L R|M M|N N|Q NG|H H|F F|
A A AH|AI AI|AU AO|E E EH AE EI|I I IH EE YI|U O OH EO U UH OO EU OU W WU WO WOO WEO UO|YU YO YEO YU YOU YOO IO IU|
YA IA YA IE IEH YE YEH YAE|YAU IAO YAO|WA UA WA|WAI UAI WAI|WE UE UEH OE OI WE UI UEI WI WEI YUE YUEH|YUA YUA`

const classes = new Map(
  table.split('|').flatMap(row => {
    const [key = '', ...written] = row.trim().split(' ')
    return written.map(sound => [sound, key] as const)
  })
)
