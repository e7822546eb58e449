/**
 * What a Chinese or Korean name keeps however it is romanised: pinyin and Wade-Giles, Revised Romanisation, McCune-Reischauer and
 * what is usual. Zones leave apostrophes and breves out, so that CH' and CH, O and Ŏ can't be told apart.
 *
 *   ZEDONG, TSETUNG → ZETUQ     JINPING, CHINPING → CINPIQ     CHOL, CHEOL, JEOL → CUL     HYEOK, HYOK, HYUK → HYUK
 *
 * Empty for a word that is not one or two such syllables.
 */
export const easternKey = (text: string): string => {
  if (text.length < 2 || text.length > 12 || !isEastern.test(text)) return ''
  let key = ''
  for (const [sound] of text.matchAll(sounds)) {
    const kept = classes.get(sound)
    if (kept === undefined) return ''
    key += kept
  }
  return key
}

const initial = '(?:KK|PP|TT|SS|JJ|CH|ZH|SH|HS|TS|TZ|SZ|[BCDFGHJKLMNPQRSTXZ])'
const final = '(?:NG|[NMLKGPBTRH])'
const isEastern = new RegExp(`^(?:${initial}?[AEIOUWY]+${final}?){1,2}$`)
// H after a vowel is silent unless another follows: SHIH, YEH.
const sounds =
  /[AEIOUWY]+(?:H(?![AEIOUWYS]))?|KK|PP|TT|SS|JJ|CH|ZH|SH|HS|TS|TZ|SZ|NG(?![AEIOUWY])|./g

const table = `
C J JJ CH ZH Q|Z Z C TS TZ|S S SS SH HS SZ X|K K KK G|P P PP B|T T TT D|L L R|M M|N N|Q NG|H H|F F|
A A AH|AI AI|AU AO|E E EH AE EI|I I IH EE YI|U O OH EO U UH OO EU OU W WU WO WOO UO|YU YO YEO YU YOU YOO IO IU|
YA IA YA IE IEH YE YEH YAE|YAU IAO YAO|WA UA WA|WAI UAI WAI|WE UE UEH OE OI WE UI UEI WI WEI YUE YUEH|YUA YUA`

const classes = new Map(
  table.split('|').flatMap(row => {
    const [key = '', ...written] = row.trim().split(' ')
    return written.map(sound => [sound, key] as const)
  })
)
