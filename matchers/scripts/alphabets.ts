/**
 * Letters of alphabets that are spelled out, letter by letter, with their Latin readings.
 * The first reading is the one of ICAO 9303-3, section 6, where it has one; the second is the older or the sounding one.
 */
type Table = Readonly<Record<string, readonly string[]>>

/** Turns `'А A|Ж ZH,Z'` into a table of readings by letter. */
export const readingsTable = (rows: string): Table =>
  Object.fromEntries(
    rows.split('|').map(row => {
      const [letters = '', readings = ''] = row.trim().split(' ')
      return [letters, readings.split(',')] as const
    })
  )

/** Latin letters whose reading is not simply their base letter. */
export const latin = readingsTable(
  'Ä AE,A,A|Ö OE,O,O|Ü UE,U,UXX|Å AA,A,A|Ñ N,N,NXX|Ø OE,O,O|Æ AE|Œ OE|Ĳ IJ|Þ TH|Ð D|Đ D,DJ,DJ|ẞ SS|ß SS|Ł L|Ħ H|Ŋ N,NG|Ŧ T|Ə A,E|İ I|ı I|ĸ K|Ŀ L|ŉ N|Ɓ B|Ɗ D|Ƙ K|Ơ O|Ư U|Č C,CH,C|Ć C,CH,C|Ç C,CH|Š S,SH,S|Ś S,SH|Ş S,SH|Ș S,SH|Ž Z,ZH,Z|Ż Z,ZH|Ț T,TS|Ţ T,TS'
)

/** Cyrillic of Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian and Kazakh. */
export const cyrillic = readingsTable(
  'ЦІ TSI,TI|ЧЖ ZH|ЦЗ Z,J|ДЗ DZ,D|А A|Б B|В V|Г G,G,H|Д D|Е E,YE,E|Ё E,YO,IO|Ж ZH,ZH,Z|З Z|И I,I,Y|Й I,Y|К K|Л L|М M|Н N|О O|П P|Р R|С S|Т T|У U|Ф F|Х KH,KH,H|Ц TS,TS,C|Ч CH,CH,C|Ш SH,SH,S|Щ SHCH,SHCH,SHT|Ъ IE,|Ы Y|Ь ,|Э E|Ю IU,YU|Я IA,YA|Є IE,YE|І I|Ї I,YI|Ґ G|Ў U|Ѣ E|Ђ D,DJ|Ј J|Љ LJ|Њ NJ|Ћ C|Џ DJ,DZ|Ќ KJ|Ѓ GJ|Ѕ DZ|Ә A|Ғ GH,G|Қ K,Q|Ң N,NG|Ө O|Ұ U|Ү U|Һ H'
)

/** Modern Greek; letter pairs are read before single letters. */
export const greek = readingsTable(
  'ΟΥ OU,U|ΑΥ AF,AV|ΕΥ EF,EV|ΜΠ B,MP|ΝΤ D,NT|ΓΓ NG|ΓΚ GK,G|ΓΧ NCH|Α A|Β V|Γ G|Δ D|Ε E|Ζ Z|Η I|Θ TH|Ι I|Κ K|Λ L|Μ M|Ν N|Ξ X,KS|Ο O|Π P|Ρ R|Σ S|ς S|Τ T|Υ Y|Φ F|Χ CH,H|Ψ PS|Ω O'
)

/** Armenian capitals, eastern reading. */
export const armenian = readingsTable(
  'ՈՒ U|ԵՎ EV|Ա A|Բ B|Գ G|Դ D|Ե E,YE|Զ Z|Է E|Ը Y|Թ T|Ժ ZH|Ի I|Լ L|Խ KH|Ծ TS|Կ K|Հ H|Ձ DZ|Ղ GH|Ճ CH|Մ M|Յ Y|Ն N|Շ SH|Ո O,VO|Չ CH|Պ P|Ջ J|Ռ R|Ս S|Վ V|Տ T|Ր R|Ց TS|Ւ V|Փ P|Ք K|Օ O|Ֆ F|և EV'
)

/** Georgian, in the letters that upper-casing yields (Mtavruli) and in the ordinary ones. */
export const georgian = Object.fromEntries(
  'A B G D E V Z T I K L M N O P ZH R S T U P K GH Q SH CH TS DZ TS CH KH J H'
    .split(' ')
    .flatMap((reading, index) => [
      [String.fromCodePoint(0x10d0 + index), [reading]] as const,
      [String.fromCodePoint(0x1c90 + index), [reading]] as const
    ])
)

/** Arabic, Persian, Urdu and Pashto; short vowels are not written, so readings are mostly consonants. */
export const arabic = readingsTable(
  'ا A|أ A|إ I|آ A|ٱ A|ء ,|ئ ,|ؤ ,|ب B|ت T|ث TH|ج J|ح H|خ KH|د D|ذ DH|ر R|ز Z|س S|ش SH|ص S|ض D|ط T|ظ Z|ع A|غ GH|ف F|ق Q|ك K|ل L|م M|ن N|ه H|ة A|و U|ي I|ى A|پ P|چ CH|ژ ZH|گ G|ک K|ی I|ې E|ۍ I|ٹ T|ڈ D|ڑ R|ے E|ہ H|ھ H|ں N|ۀ E|ټ T|ځ DZ|څ TS|ډ D|ړ R|ږ ZH|ښ SH|ڼ N|ګ G|ۇ U|ۆ O|ە A|ڤ V|ێ E|ۋ V|ڕ R|ڵ L'
)

/** Hebrew; vowels are mostly not written. */
export const hebrew = readingsTable(
  'א A,|ב B,V|ג G|ד D|ה H|ו V,O|ז Z|ח H,CH|ט T|י I,Y|כ K,CH|ך K,CH|ל L|מ M|ם M|נ N|ן N|ס S|ע A,|פ P,F|ף F,P|צ TZ,TS|ץ TZ,TS|ק K|ר R|ש SH,S|ת T'
)
