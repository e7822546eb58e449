import countries from 'i18n-iso-countries'
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' }
import { toCountry } from '../../domain/countries.ts'

/** Names that lists use and ISO's English names lack: inverted, former, colloquial; and states that are no more. */
const otherNames: Record<string, string> = {
  AFG: 'islamic republic of afghanistan',
  ARE: 'uae|emirates',
  BIH: 'bosnia herzegovina|bosnia',
  BOL: 'bolivia plurinational state of',
  BRN: 'brunei',
  CAF: 'car',
  CIV: 'ivory coast|cote d ivoire',
  COD: 'democratic republic of the congo|democratic republic of congo|drc|congo kinshasa',
  COG: 'congo|congo brazzaville|republic of congo',
  CPV: 'cape verde|cabo verde',
  CSK: 'czechoslovakia',
  CZE: 'czech republic|czechia',
  DDR: 'east germany|german democratic republic',
  FSM: 'micronesia',
  GBR: 'great britain|uk|england|scotland|wales|northern ireland|united kingdom of great britain and northern ireland',
  GMB: 'the gambia',
  GUF: 'french guiana',
  HKG: 'hong kong sar',
  IRN: 'iran|iran islamic republic of',
  KGZ: 'kyrgyz republic',
  KNA: 'st kitts and nevis',
  KOR: 'south korea|republic of korea',
  LAO: 'laos',
  LBY: 'libyan arab jamahiriya|state of libya',
  LCA: 'st lucia',
  MAC: 'macau|macao',
  MDA: 'moldova|republic of moldova',
  MKD: 'macedonia|macedonia the former yugoslav republic of|the former yugoslav republic of macedonia|north macedonia',
  MMR: 'burma|myanmar',
  NLD: 'holland',
  PRK: 'north korea|democratic people s republic of korea|dprk',
  PSE: 'palestine|state of palestine|palestinian|palestinian authority|palestinian territory|occupied palestinian territory|west bank|gaza|gaza strip|region gaza',
  RKS: 'kosovo',
  RUS: 'russia|russian federation',
  SCG: 'serbia and montenegro',
  SSD: 'south sudan',
  STP: 'sao tome and principe',
  SUN: 'soviet union|former soviet union|ussr|union of soviet socialist republics',
  SWZ: 'swaziland|eswatini',
  SYR: 'syria|syrian arab republic',
  TLS: 'east timor|timor leste',
  TMP: 'portuguese timor',
  TUR: 'turkey|turkiye',
  TWN: 'taiwan',
  TZA: 'tanzania|united republic of tanzania',
  USA: 'us|usa|u s|u s a|united states',
  VAT: 'vatican city|holy see|vatican',
  VCT: 'st vincent and the grenadines',
  VEN: 'venezuela|venezuela bolivarian republic of',
  VNM: 'vietnam|viet nam',
  XXA: 'stateless|stateless person',
  XXX: 'unspecified nationality',
  YUG: 'yugoslavia|former yugoslavia|federal republic of yugoslavia',
  ZAR: 'zaire'
}

/** How a list calls somebody or something from there; only where one state is meant. */
const adjectives =
  'AFG afghan|ALB albanian|DZA algerian|USA american|AGO angolan|ARG argentine|ARM armenian|AUS australian|AUT austrian|AZE azerbaijani|AZE azeri|BHR bahraini|BGD bangladeshi|BRB barbadian|BLR belarusian|BEL belgian|BLZ belizean|BEN beninese|BTN bhutanese|BOL bolivian|BIH bosnian|BWA botswanan|BRA brazilian|GBR british|BGR bulgarian|BFA burkinabe|MMR burmese|BDI burundian|KHM cambodian|CMR cameroonian|CAN canadian|CPV cape verdean|TCD chadian|CHL chilean|CHN chinese|COL colombian|COM comorian|CRI costa rican|HRV croatian|CUB cuban|CYP cypriot|CZE czech|DNK danish|DJI djiboutian|NLD dutch|ECU ecuadorian|EGY egyptian|ARE emirati|GNQ equatorial guinean|ERI eritrean|EST estonian|ETH ethiopian|FJI fijian|PHL filipino|FIN finnish|FRA french|GAB gabonese|GMB gambian|GEO georgian|DEU german|GHA ghanaian|GRC greek|GTM guatemalan|GIN guinean|GUY guyanese|HTI haitian|HND honduran|HUN hungarian|ISL icelandic|IND indian|IDN indonesian|IRN iranian|IRQ iraqi|IRL irish|ISR israeli|ITA italian|CIV ivorian|JAM jamaican|JPN japanese|JOR jordanian|KAZ kazakh|KEN kenyan|RKS kosovan|RKS kosovar|KWT kuwaiti|KGZ kyrgyz|LVA latvian|LBN lebanese|LBR liberian|LBY libyan|LTU lithuanian|LUX luxembourgish|MKD macedonian|MDG malagasy|MWI malawian|MYS malaysian|MDV maldivian|MLI malian|MLT maltese|MRT mauritanian|MUS mauritian|MEX mexican|MDA moldovan|MNG mongolian|MNE montenegrin|MAR moroccan|MOZ mozambican|NAM namibian|NPL nepalese|NZL new zealander|NIC nicaraguan|NGA nigerian|NER nigerien|NOR norwegian|OMN omani|PAK pakistani|PAN panamanian|PNG papua new guinean|PRY paraguayan|PER peruvian|PHL philippine|POL polish|PRT portuguese|QAT qatari|ROU romanian|RUS russian|RWA rwandan|SLV salvadoran|SAU saudi|SEN senegalese|SRB serbian|SLE sierra leonean|SGP singaporean|SVK slovak|SVN slovene|SVN slovenian|SOM somali|ZAF south african|SSD south sudanese|ESP spanish|LKA sri lankan|SDN sudanese|SUR surinamese|SWE swedish|CHE swiss|SYR syrian|TWN taiwanese|TJK tajik|TZA tanzanian|THA thai|TGO togolese|TTO trinidadian|TUN tunisian|TUR turkish|TKM turkmen|UGA ugandan|UKR ukrainian|URY uruguayan|UZB uzbek|VEN venezuelan|VNM vietnamese|YEM yemeni|ZMB zambian|ZWE zimbabwean'

countries.registerLocale(english)

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const codes = new Map<string, string>()
const learn = (name: string, code: string) => codes.set(plain(name), toCountry(code) ?? code)

for (const [alpha2, names] of Object.entries(countries.getNames('en', { select: 'all' }))) {
  for (const name of names) learn(name, alpha2)
}
for (const [code, names] of Object.entries(otherNames)) {
  for (const name of names.split('|')) learn(name, code)
}
for (const pair of adjectives.split('|')) learn(pair.slice(4), pair.slice(0, 3))

/** The code of a state by name or adjective ("Korea, North", "Burma", "Libyan"); undefined when it is unknown. */
export const countryByName = (text: string): string | undefined => {
  const name = plain(text.replace(/\bpreviously\b.*$/i, ''))
  const [end, start] = [text.slice(0, text.indexOf(',')), text.slice(text.indexOf(',') + 1)]
  return (
    codes.get(name) ??
    codes.get(name.replace(/^the | the$/g, '')) ??
    (text.includes(',') ? codes.get(plain(`${start} ${end}`)) : undefined)
  )
}

/** The state that the first one to nine words name: "Central African Republic armed forces …". */
export const countryAtStart = (text: string): string | undefined => {
  const words = text.split(/[\s,]+/).slice(0, 9)
  for (let count = words.length; count > 0; count -= 1) {
    const issuer = countryByName(words.slice(0, count).join(' '))
    if (issuer) return issuer
  }
  return undefined
}

/** The code of a state by code or by name. */
export const countryOf = (text: string): string | undefined =>
  toCountry(text) ?? countryByName(text)
