import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { romaniseWord } from '#matchers/scripts/romanise.ts'

describe('Chinese', () => {
  test.for([
    ['吕伟', ['LYU WEI', 'LU WEI', 'LV WEI']],
    ['吕', ['LYU', 'LU', 'LV']],
    ['王伟', ['WANG WEI']],
    ['欧阳伟', ['OUYANG WEI']],
    ['單偉', ['SHAN WEI']],
    ['單', ['SHAN']],
    ['車偉', ['CHE WEI']],
    ['王乾', ['WANG QIAN']],
    ['渡辺', ['DU BIAN']],
    ['王綝', ['WANG CHEN']]
  ] as const)('%s is read %s', ([word, readings]) => {
    expect(romaniseWord(word)).toEqual(expect.arrayContaining([...readings]))
  })
})

describe('Latin letters with marks', () => {
  test.for([
    ['Đorđe', ['DORDE', 'DJORDJE']],
    ['Đinđić', ['DINDIC', 'DJINDJIC', 'DJINDJICH']],
    ['Đaković', ['DAKOVIC', 'DJAKOVIC']],
    ['Müller', ['MUELLER', 'MULLER', 'MUXXLLER']]
  ] as const)('%s is read %j', ([word, readings]) => {
    expect(romaniseWord(word)).toEqual(expect.arrayContaining([...readings]))
  })

  test.for(['Đặng', 'Đinh', 'Đoàn', 'Đức', 'Đạt', 'Đại'])('Đ of Vietnam is D only: %s', word => {
    expect(romaniseWord(word)).toHaveLength(1)
    expect(romaniseWord(word)[0]).toMatch(/^D[^J]/)
  })
})

describe('scripts of the Brahmi family', () => {
  test.for([
    ['നായർ', 'NAYAR', 'a Malayalam final'],
    ['നായർ', 'NAIR', 'as it is mostly spelled'],
    ['നാരായണൻ', 'NARAYANAN', 'another'],
    ['രാഹുൽ', 'RAHUL', 'a third'],
    ['ਸਿੰਘ', 'SINGH', 'a Gurmukhi nasal'],
    ['ਰੰਧਾਵਾ', 'RANDHAVA', 'after a consonant without a vowel sign'],
    ['বৰুৱা', 'BARUWA', 'Assamese consonants'],
    ['শরৎ', 'SHARAT', 'a Bengali T without a vowel'],
    ['राय', 'RAI', 'AY as AI'],
    ['माया', 'MAYA', 'but not before a vowel']
  ])('%s is read %s: %s', ([word = '', reading]) => {
    expect(romaniseWord(word)).toContain(reading)
  })

  test('AYA at the end stays', () => {
    expect(romaniseWord('माया')).toEqual(['MAYA'])
  })
})

describe('Sinhala', () => {
  test.for([
    ['පෙරේරා', 'PERERA', 'vowels before and after their consonants'],
    ['ප්රේමදාස', 'PREMADASA', 'a consonant without a vowel, and the A of the last'],
    ['කුමාර', 'KUMARA', 'the same'],
    ['සුනිල්', 'SUNIL', 'a last consonant without a vowel'],
    ['අනුර', 'ANURA', 'a first vowel'],
    ['රණසිංහ', 'RANASINGHA', 'a nasal before H'],
    ['රණසිංහ', 'RANASINHA', 'the same by its letters'],
    ['තිස්ස', 'THISSA', 'TH'],
    ['තිස්ස', 'TISSA', 'as T'],
    ['ෆොන්සේකා', 'FONSEKA', 'F'],
    ['චන්ද්රිකා', 'CHANDRIKA', 'clusters'],
    ['ලියනගේ', 'LIYANAGE', 'Y'],
    ['අඹේපිටිය', 'AMBEPITIYA', 'a nasal in one letter with what follows'],
    ['ගුණවර්ධන', 'GUNAWARDHANA', 'W']
  ])('%s is read %s: %s', ([word = '', reading]) => {
    expect(romaniseWord(word)).toContain(reading)
  })

  test('survives any sequence of its letters', () => {
    const letter = fc.integer({ min: 0x0d80, max: 0x0dff }).map(code => String.fromCodePoint(code))
    fc.assert(
      fc.property(fc.string({ unit: letter, maxLength: 60 }), word => {
        for (const reading of romaniseWord(word)) expect(reading).toMatch(/^[A-Z]+$/)
      })
    )
  })
})

describe('Thai', () => {
  test.for([
    ['ไพศาล', 'PHAISAN', 'a vowel before its consonant, final L'],
    ['เจริญ', 'CHAROEN', 'a vowel around two syllables’ consonants'],
    ['โสภณ', 'SOPHON', 'an O that is not written'],
    ['สมชาย', 'SOMCHAI', 'the same before another syllable'],
    ['สมศักดิ์', 'SOMSAK', 'silent letters'],
    ['ประเสริฐ', 'PRASOET', 'silent R'],
    ['สุวรรณ', 'SUWAN', 'a doubled R that is a vowel'],
    ['กรรณิการ์', 'KANNIKA', 'and one that is N'],
    ['ธนพล', 'THANAPHON', 'the first part of a compound'],
    ['วรวิทย์', 'WORAWIT', 'another'],
    ['สุรชัย', 'SURACHAI', 'R between short vowels'],
    ['รัตนา', 'RATTANA', 'a stop heard twice'],
    ['จันทร์', 'CHAN', 'a final cluster'],
    ['สุนทร', 'SUNTHON', 'a cluster that is parted'],
    ['ชาติ', 'CHAT', 'a final vowel that is silent'],
    ['ทวีศักดิ์', 'THAWISAK', 'an A that is not written'],
    ['แก้ว', 'KAEO', 'a tone, and final W'],
    ['เกรียงไกร', 'KRIANGKRAI', 'clusters'],
    ['ดวงใจ', 'DUANGCHAI', 'W as a vowel'],
    ['หนู', 'NU', 'a silent H'],
    ['หลวง', 'LUANG', 'another, before W as a vowel'],
    ['พงศกร', 'PHONGSAKON', 'a common part of names'],
    ['อำนาจ', 'AMNAT', 'AM'],
    ['บุญญา', 'BUNYA', 'final and first NY'],
    ['ศรี', 'SI', 'R after S'],
    ['ศรี', 'SRI', 'as it is often spelled'],
    ['พร', 'PORN', 'final R as it is often spelled'],
    ['ไพศาล', 'PHAISAL', 'final L as it is written'],
    ['นายสมชาย', 'SOMCHAI', 'a title before the name'],
    ['นายสมชาย', 'NAISOMCHAI', 'and as it stands'],
    ['นางสาวกัญญา', 'KANYA', 'a longer one'],
    ['นางเพ็ญ', 'PHEN', 'before a vowel that is written first']
  ])('%s is read %s: %s', ([word = '', reading]) => {
    expect(romaniseWord(word)).toContain(reading)
  })

  test.for(['นายา', 'นายก', 'นางาม', 'นายิกา', 'นาย', 'นางค์'])('has no title in %s', word => {
    expect(romaniseWord(word).every(reading => reading.startsWith('N'))).toBe(true)
    expect(romaniseWord(word)[0]).toMatch(/^NA/)
  })

  test('survives any sequence of its letters', () => {
    const letter = fc.integer({ min: 0x0e01, max: 0x0e5b }).map(code => String.fromCodePoint(code))
    fc.assert(
      fc.property(fc.string({ unit: letter, maxLength: 60 }), word => {
        for (const reading of romaniseWord(word)) expect(reading).toMatch(/^[A-Z]+$/)
      })
    )
  })
})

describe('Khmer', () => {
  test.for([
    ['ចាន់', 'CHAN', 'a shortened syllable'],
    ['ដារា', 'DARA', 'vowels as of the first series'],
    ['ធារា', 'THEAREA', 'and of the second'],
    ['ម៉ាណែត', 'MANET', 'a mark that changes the series'],
    ['វណ្ណា', 'VANNA', 'a doubled consonant'],
    ['ពេជ្រ', 'PECH', 'a silent subscript'],
    ['សុខ', 'SOK', 'a stop at the end'],
    ['កែវ', 'KEO', 'V at the end'],
    ['បុប្ផា', 'BOPHA', 'a stop before its like'],
    ['សុវណ្ណ', 'SOVAN', 'a vowel that is not written'],
    ['សំរិន', 'SOMRIN', 'a nasal'],
    ['ឧត្តម', 'OTTAM', 'a vowel of its own'],
    ['រ័ត្ន', 'RAT', 'a vowel that is a mark']
  ])('%s is read %s: %s', ([word = '', reading]) => {
    expect(romaniseWord(word)).toContain(reading)
  })

  test('a struck letter is not spoken', () => {
    expect(romaniseWord('វិទ្យាល័យ៍')[0]).not.toMatch(/Y$/)
  })
})
