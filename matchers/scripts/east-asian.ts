import { pinyin } from 'pinyin-pro'
import { toRomaji } from 'wanakana'
import { simplestForm } from './han-forms.ts'

const initials = 'G KK N D TT R M B PP S SS  J JJ CH K T P H'.split(' ')
const medials = 'A AE YA YAE EO E YEO YE O WA WAE OE YO U WO WE WI YU EU UI I'.split(' ')
const finals = ' K K K N N N T L K M P L L P L M P P T T NG T T K T P T'.split(' ')

/** Korean family names as their bearers usually spell them. */
const koreanSurnames = new Map(
  '김 KIM,GIM|이 LEE,YI,RI|박 PARK,PAK|최 CHOI,CHOE|정 JUNG,JEONG,CHUNG|강 KANG,GANG|조 CHO,JO|윤 YOON,YUN|장 JANG,CHANG|임 LIM,IM|한 HAN|오 OH,O|서 SEO,SUH|신 SHIN,SIN|권 KWON,GWON|황 HWANG|안 AHN,AN|송 SONG|류 RYU,YOO|유 YOO,YU|홍 HONG|전 JEON,CHUN|고 KO,GO|문 MOON,MUN|양 YANG|손 SON,SOHN|배 BAE,PAE|백 BAEK,PAEK|허 HEO,HUH|남 NAM|심 SHIM,SIM|노 NOH,ROH|하 HA|곽 KWAK|성 SUNG,SEONG|차 CHA|주 JOO,JU|우 WOO,U|구 KOO,GU|민 MIN|나 NA|진 JIN|지 JI|엄 UM,EOM|채 CHAE|원 WON|천 CHEON|방 BANG|공 KONG|현 HYUN|함 HAM|변 BYUN|염 YEOM|여 YEO|추 CHOO|도 DO|소 SO|석 SEOK|선 SUN|설 SEOL|마 MA|길 GIL|연 YEON|위 WI|표 PYO|명 MYUNG|기 KI|반 BAN|왕 WANG|금 KEUM|옥 OK|육 YOOK|인 IN|맹 MAENG|제 JE|리 RI,LI|림 RIM,LIM|로 RO,NO|라 RA,NA|량 RYANG,YANG|려 RYO,RYEO|렴 RYOM,YEOM|렬 RYOL|룡 RYONG|모 MO|탁 TAK|국 KOOK|어 EO'
    .split('|')
    .map(row => {
      const [letter = '', spellings = ''] = row.split(' ')
      return [letter, spellings.split(',')] as const
    })
)

const isHangul = (code: number): boolean => code >= 0xac00 && code <= 0xd7a3

const readSyllable = (syllable: string): string => {
  const index = (syllable.codePointAt(0) ?? 0) - 0xac00
  const initial = initials[Math.floor(index / 588)] ?? ''
  const medial = medials[Math.floor(index / 28) % 21] ?? ''
  return initial + medial + (finals[index % 28] ?? '')
}

/** The initial and the final consonants of a Hangul word's syllables; none is ''. */
export const hangulSounds = (word: string): string[] =>
  [...word]
    .filter(letter => isHangul(letter.codePointAt(0) ?? 0))
    .flatMap(letter => {
      const index = (letter.codePointAt(0) ?? 0) - 0xac00
      const final = finals[index % 28] ?? ''
      const initial = initials[Math.floor(index / 588)] ?? ''
      return final === '' ? [initial] : [initial, final]
    })

/** Readings of a Hangul word; one of two to four syllables that begins with a family name is parted after it. 희 is spelled HUI and HEE. */
export const readHangul = (word: string): string[] =>
  word.includes('희')
    ? [...readSyllables(word), ...readSyllables(word).map(read => read.replaceAll('HUI', 'HEE'))]
    : readSyllables(word)

const readSyllables = (word: string): string[] => {
  const syllables = [...word].filter(letter => isHangul(letter.codePointAt(0) ?? 0))
  const plain = syllables.map(readSyllable).join('')
  const surname = koreanSurnames.get(syllables[0] ?? '')
  if (surname === undefined || syllables.length > 4) return [plain]
  if (syllables.length === 1) return [...surname]
  const given = syllables.slice(1).map(readSyllable).join('')
  return syllables.length === 2 || syllables.length === 3
    ? [`${surname[0]} ${given}`, ...surname.slice(1).map(s => `${s} ${given}`), plain]
    : [plain]
}

/** Readings of a kana word. */
export const readKana = (word: string): string[] => {
  const reading = toRomaji(word)
    .replaceAll(/[^a-z]/gi, '')
    .toUpperCase()
  // A bar lengthens the vowel before it, which Latin spellings leave out: プーチン → PUCHIN.
  return [reading.replaceAll(/([AEIOU])\1/g, '$1'), reading]
}

/** Readings of a word in Chinese characters, family name first; two or more given syllables are joined. */
export const readHan = (word: string): string[] => {
  const length = [...word].length
  const family = length < 2 || length > 4 ? 0 : familyLength(word, length)
  const spelled = syllablesOf(word).flatMap(spellUmlauts)
  const joined = spelled.map(spelling => spelling.join(''))
  if (family === 0) return joined
  const parted = spelled.map(
    spelling => `${spelling.slice(0, family).join('')} ${spelling.slice(family).join('')}`
  )
  return [...parted, ...joined]
}

/** Syllables of the simplest form, in which family names are known best (單 is read as 单, SHAN), and of the word as it is written. */
const syllablesOf = (word: string): readonly (readonly string[])[] => {
  const written = pinyinOf(word)
  const simplest = [...word].map(simplestForm).join('')
  if (simplest === word) return [written]
  const simple = pinyinOf(simplest)
  // Of a rare form there may be no reading.
  if (simple.length !== written.length) return [simple.length > written.length ? simple : written]
  return [simple, written]
}

const pinyinOf = (word: string): string[] =>
  pinyin(word, { toneType: 'none', surname: 'head', type: 'array', nonZh: 'removed', v: true }).map(
    syllable => syllable.toUpperCase()
  )

/** Compound family names are few: two characters of a four-character name, or those that are known. */
const familyLength = (word: string, length: number): number =>
  isCompound.test(word) && length > 2 ? 2 : 1

const isCompound =
  /^(欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|夏侯|东方|東方|皇甫|尉迟|公孙|慕容|令狐|司徒|长孙)/

/** LÜ, which pinyin without marks has as LV: passports have LYU, and had LU or LV. */
const spellUmlauts = (syllables: readonly string[]): readonly (readonly string[])[] =>
  syllables.some(syllable => syllable.includes('V'))
    ? ['YU', 'U', 'V'].map(umlaut => syllables.map(syllable => syllable.replace('V', umlaut)))
    : [syllables]
