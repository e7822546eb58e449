/**
 * Consonants (see `echoOfSounds`) of the letters and syllables of other scripts. Where a letter stands for several Latin ones its
 * sounds are parted by commas, the likeliest first; a dot is silence.
 */
const parse = (rows: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    rows
      .trim()
      .split(/\s*\|\s*/)
      .flatMap(row => {
        const [letters = '', classes = ''] = row.split(' ')
        return letters.split('/').map(letter => [letter, classes.split(',')] as const)
      })
  )

/** Cyrillic; дж is one sound, and so are ці and дз, a soft T and D in Belarusian. */
export const cyrillicEcho = parse(
  'Б/П p | ЦІ/ДЗ s,t | УЛ .l,fl | Ф f | В f,. | Г/Ґ/Ғ k,h | К/Қ k | Х h,k | Ж/З/Ц/Ч/Ш/Щ/С/ДЖ/ЧЖ/ЦЗ/Ћ/Ђ/Џ/Ѕ s | Ј .,s | Д/Т t | Л/Љ l | Р r | М m | Н/Њ/Ң n | Ќ/Ѓ k | Һ h'
)

/** Arabic, Persian, Urdu and Pashto; long vowels are letters, and و is one and a consonant. */
export const arabicEcho = parse(
  'ب/پ p | ف/ڤ/ۋ f | ت/ط/د/ٹ/ڈ/ټ/ډ t | ث/ذ/ض/ظ t,s | ج s,k | تش/چ/ژ/س/ش/ص/ز/ځ/څ/ږ/ښ s | خ k,h,s | غ/ق/ك/ک/گ/ګ k | ل/ڵ l | ر/ڑ/ړ/ڕ r | م m | ن/ں/ڼ n | و .,f | ه/ہ/ھ h,. | ح h'
)

/** Hebrew; a mark makes ג J, צ CH and ז ZH. */
export const hebrewEcho = parse(
  'ב/פ/ף p,f | ו .,f | וו .,f | ג/ק k | כ/ך k,h | ח h,k | ה h,. | ד/ט/ת t | ז/ס/ש/צ/ץ/ג\u05bf/ז\u05bf/צ\u05bf/ץ\u05bf s | ת\u05bf t,s | ח\u05bf k | ל l | ר r | מ/ם m | נ/ן n'
)

/** Initials of Chinese syllables in pinyin; of the endings -n and -ng are n, and 尔 is an L or R that may be missing. */
export const pinyinEcho = parse(
  'B/P p,f | F f,h | M m | D/T t | N n | L l,r | R l,s,r | G/K k | H h,k,f | J/Q s,k,t | X s,h | ZH/CH/SH/Z/C/S s | Y .,s | W .,f | ER l,.,r'
)

/** Initials of kana syllables in Hepburn's spelling. */
export const kanaEcho = parse(
  'K/G k | SH/S/Z s | J/CH s,t | TS s | T/D t | N n | H h | F f,h | B p,f | P p | V f | M m | R l,r'
)

/** Consonants of Hangul syllables. */
export const hangulEcho = parse(
  'G/KK/K k | N/NG n | D/TT/T t | R/L l,r | M m | B p,f | PP p | P p,f | S/SS/J/JJ/CH s | H h,f'
)
