import {
  acrossLanguages,
  celtic,
  centralEuropean,
  cyrillic,
  eastern,
  english,
  germanic,
  iberian,
  romance,
  southern
} from './nickname-groups.ts'

/** East Asian family names as they are spelled in different places, and other names whose spellings have no sound in common. */
const readings = `
CHEN CHAN TAN CHIN|LI LEE LEI LY RI YI RHEE|WANG WONG ONG HENG|ZHANG CHANG CHEUNG CHEONG TEO TEOH TIONG JANG|LIU LAU LAO LOW LIEW RYU|HUANG WONG NG OOI WEE UY HWANG|WU NG GOH ENG WOO|
HU WU WOO OH|ZHAO CHIU CHAO TEO JO CHO|ZHOU CHOW CHAU CHEW JOO JU CHU|XU HSU TSUI CHUI HUI KOH KHOO SEO|SUN SUEN SOON SON SOHN|MA MAH BEH|ZHU CHU CHOO JOO JU|LIN LAM LIM IM RIM|GUO KWOK KUO QUEK KWAK GWAK|
GAO KO KOH GO|LUO LAW LO LOH LOKE|ZHENG CHENG TAY TEH CHEANG CHEUNG JEONG JUNG CHUNG CHONG JONG|LIANG LEUNG NEO YANG|XIE HSIEH TSE CHIA CHEAH|TANG TONG|DENG TANG|FENG FUNG|CAI TSAI CHOI CHUA CHOY|PAN POON PHUA BAN|
JIANG CHIANG KEUNG KIANG KANG GANG|YANG YEUNG YEO YEOH YONG|YU YUE YEE YOO RYU|DONG TUNG|XIAO HSIAO SIU SIEW|CAO TSAO CHO JO|YE YEH YIP YAP IP|ZENG TSENG TSANG CHAN|PENG PANG PHANG|LU LO LOO ROH NOH NO|LYU LV LU|SU SO SOO|FANG FONG BANG|
SHEN SHUM SIM SHIM|REN YAM IM|QIU CHIU YAU KHOO KOO GU KU|MO MOK|HE HO HA|KIM GIM JIN CHIN|PARK PAK BAK|CHOI CHOE|YOON YUN|JEON CHUN CHON JUN|AHN AN|MOON MUN|KWON GWON|SHIN SIN|BAE PAE|BAEK PAEK BACK|HEO HUH HUR|SUNG SEONG|OH O|SUH SEO|
AISHA AYESHA AISYAH AICHA AISHATU|OSMAN UTHMAN OTHMAN USMAN OUSMANE|FATIMA FATOUMATA FATIMATA FATEMEH FADIMA|BHATT BUTT BHAT|MIAH MIAN MIA|KHADIJA HATICE KADIATOU HADIZA|MUSTAFA MOUSTAPHA MOSTAFA|AHMED AHMAD AMADOU AMADU|JAMAL GAMAL CEMAL|
ZULFIQAR ZULFIKAR DHULFIQAR|SAYYID SYED SAYED SEYED|ISA ISSA AISSA EISSA ESSA|ZINE ZAIN ZAYN ZEIN|KADHIM KAZEM KAZIM KADHEM|RIDHA REZA RIDA RIZA|DIALLO JALLOW JALLOH|CISSE CEESAY SESAY|NDIAYE NJIE|MUKHOPADHYAY MUKHERJEE MUKHERJI|
BANDYOPADHYAY BANERJEE BANERJI|CHATTOPADHYAY CHATTERJEE CHATTERJI|GANGOPADHYAY GANGULY GANGULI|BHATTACHARYA BHATTACHARJEE BHATTACHARYYA|DWIVEDI DUBEY DUBE|CHATURVEDI CHAUBEY CHOUBEY|TEWODROS TEDROS|ISAAC ITZHAK YITZHAK YITZCHOK YITZCHAK|
MOHAMED MAXAMED MOHAMUD MAXAMUUD|HASSAN XASAN|ABDI CABDI|ALI CALI|OMAR CUMAR|AHMED AXMED|HUSSEIN XUSEEN|ISMAIL ISMAACIIL|JAMA JAAMAC|FARAH FAARAX|HAQ HAQUE HAQQ HUQ HOQUE HAK HAKK|SAID SICIID|OSMAN CISMAAN|FATUMA FAADUMO FADUMO FATIMA`

const groupsOf = (table: string): string[][] =>
  table.split('|').map(group => group.trim().split(' '))

/** How Cyrillic letters are romanised, in passports (ICAO 9303) and elsewhere. */
const romanised: readonly (readonly [letters: RegExp, spelled: readonly string[]])[] = [
  [/^YE/, ['YE', 'E', 'JE']],
  [/(?<=.)IA$/, ['IA', 'YA', 'IYA']],
  [/^Y(?=[AU])/, ['Y', 'I', 'J']],
  [/(?<=.)Y(?=[AU])/, ['Y', 'I', 'J']],
  [/(?<=[^AEIOU])[IY]$/, ['Y', 'I', 'II', 'IY', 'IJ']],
  [/(?<=[AEI])I$/, ['I', 'Y', 'J']]
]

/** A name in all romanisations: DMITRY, DMITRII, DMITRIJ …; KOLYA, KOLIA, KOLJA; YURI, IURII … */
const romanisations = (name: string): readonly string[] =>
  romanised.reduce<readonly string[]>(
    (names, [letters, spelled]) =>
      names.flatMap(one =>
        letters.test(one) ? spelled.map(sound => one.replace(letters, sound)) : one
      ),
    [name]
  )

const cyrillicGroups = groupsOf(cyrillic)
const isCyrillic = new Set(cyrillicGroups.flat())
const spellingsOf = (name: string): readonly string[] =>
  isCyrillic.has(name) ? romanisations(name) : [name]

const allGroups = [
  ...cyrillicGroups,
  ...[acrossLanguages, english, celtic, iberian, romance, germanic].flatMap(groupsOf),
  ...[centralEuropean, eastern, southern, readings].flatMap(groupsOf)
]

const related = new Map<string, Set<string>>()
for (const group of allGroups) {
  const names = group.flatMap(spellingsOf)
  for (const name of names) {
    const known = related.get(name) ?? new Set()
    for (const other of names) if (other !== name) known.add(other)
    related.set(name, known)
  }
}

/** Names that may stand for this one. */
export const relatedNames = (word: string): ReadonlySet<string> | undefined => related.get(word)
