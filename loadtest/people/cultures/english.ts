import { withRare } from '../rare-words.ts'
import type { Culture } from '../types.ts'
import { compound, mostly, namesOf, stock } from '../words.ts'

const male = withRare(
  stock(`James John Robert Michael William David Richard Thomas Joseph Charles Daniel
  Christopher Matthew Andrew Anthony Mark Paul Steven George Kenneth Edward Brian Kevin Ronald
  Timothy Jason Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Stephen|Steven Larry Justin Scott
  Brandon Benjamin Samuel Gregory Frank Alexander Patrick Raymond Jack Dennis Jerry Tyler Aaron Adam
  Henry Nathan Douglas Peter Zachary Kyle Noah Ethan Oliver Harry Oscar Archie Leo Alfie Freddie
  Theodore Graham Colin Keith Trevor Nigel Ian Alistair|Alasdair Duncan Angus Liam Sean|Shaun|Shawn
  Conor|Connor Declan Owen Rhys Gareth Callum|Calum Lewis|Louis Geoffrey|Jeffrey Neil|Neal`),
  0.3
)
const female = withRare(
  stock(`Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah|Sara Karen
  Lisa Nancy Betty Margaret Sandra Ashley Kimberly Emily Donna Michelle Carol Amanda Dorothy Melissa
  Deborah|Debra Stephanie Rebecca Sharon Laura Cynthia Kathleen Amy Angela Shirley Anna Brenda
  Pamela Emma Nicole Helen Samantha Katherine|Catherine|Kathryn Christine Rachel Carolyn Janet
  Catherine Maria Heather Diane Ruth Julie Olivia Joyce Virginia Victoria Kelly Lauren Christina Joan
  Evelyn Judith Megan Andrea Cheryl Hannah Jacqueline Martha Gloria Teresa|Theresa Ann|Anne Sophie
  Charlotte Grace Chloe Lucy Alice Isla Freya Poppy Ella Eleanor Fiona Siobhan Bronwen Niamh Ailsa`),
  0.3
)
const common = stock(`Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thomas
  Moore Martin Jackson Thompson White Harris Clark Lewis Robinson Walker Young Allen|Allan King
  Wright Scott Hill Green Adams Baker Nelson Hall Campbell Mitchell Carter Roberts Phillips|Philips
  Evans Turner Parker Collins Edwards Stewart|Stuart Morris Murphy Cook Rogers Morgan Cooper Reed|Reid
  Bailey Bell Kelly Howard Ward Cox Richardson Wood Watson Brooks Bennett Gray|Grey James Hughes
  Price Myers Long Foster Sanders Ross Powell Sullivan Russell Butler Barnes Fisher Henderson
  O'Connor|Oconnor O'Brien O'Neill|O'Neil MacDonald|McDonald MacKenzie|McKenzie Davies Patterson
  Hunter Shaw Holmes Palmer Mason Fletcher Chapman Griffiths Lloyd Barker Fraser Kennedy Walsh Byrne
  Ryan Doyle McCarthy Gallagher Quinn Hamilton Graham Simpson Marshall Webb Knight Stone`)
const stems = stock(
  `Ash Brad Hol West Nor Sut Mid East Hart Thorn Black White Wood Bram Cran Dal Ken El Ful Gran Har
  Hay Hea Hors Kings Lang Lin Lock Marl Mer Nether New Oak Pem Pen Ral Red Ro Rush San Shel Sher
  Stan Stock Strat Swin Tal Thor Up Wal War Wen Whit Win Wool Wy Bur Clay Cole Comp Cul Dun Far Gar
  Hin Hut King Lam May Mor Rad Rus Sed Sil Tur Wake`,
  { flatness: 20 }
)
const ends = stock(
  `ton ley ford well wood field man worth ham by son den er bury bridge stone brook croft combe gate
  shaw hurst land more wick ridge dale stead`,
  { flatness: 5 }
)
const family = mostly(common.draw, compound(stems.draw, ends.draw), 0.6)

/** English-speaking countries: middle names, double-barrelled surnames now and then. */
export const english: Culture = {
  culture: 'english',
  weight: 15,
  countries: `GBR:8:London,Manchester,Birmingham,Leeds,Glasgow,Cardiff,Belfast,Bristol
    USA:8:New_York,Chicago,Houston,Boston,Seattle,Atlanta,Denver CAN:2:Toronto,Vancouver,Ottawa
    AUS:2:Sydney,Melbourne,Perth IRL:1:Dublin,Cork,Galway NZL:1:Auckland,Wellington`,
  placeholderBirthdays: 0,
  stocks: [male, female, common],
  name(random, sex) {
    const stockOf = sex === 'M' ? male : female
    const given = [stockOf.draw(random)]
    if (random.chance(0.65)) given.push(stockOf.draw(random))
    const surname = family(random)
    if (!random.chance(0.02)) return namesOf(given, [surname])
    return namesOf(given, [{ latin: `${surname.latin}-${family(random).latin}` }])
  }
}

/** Short forms that English speakers put in place of the given name. */
export const nicknames: Readonly<Record<string, string>> = Object.fromEntries(
  `James:Jim John:Jack Robert:Bob Michael:Mike William:Bill David:Dave Richard:Dick Thomas:Tom
  Joseph:Joe Charles:Charlie Daniel:Dan Christopher:Chris Matthew:Matt Andrew:Andy Anthony:Tony
  Steven:Steve Stephen:Steve Kenneth:Ken Edward:Ted Ronald:Ron Timothy:Tim Jeffrey:Jeff Nicholas:Nick
  Benjamin:Ben Samuel:Sam Gregory:Greg Alexander:Alex Patrick:Pat Raymond:Ray Henry:Harry
  Elizabeth:Liz Margaret:Peggy Patricia:Pat Jennifer:Jenny Barbara:Barb Susan:Sue Katherine:Kate
  Catherine:Cathy Deborah:Debbie Rebecca:Becky Victoria:Vicky Christine:Chris Samantha:Sam
  Aleksandr:Sasha Dmitrii:Dima Dmitry:Dima Vladimir:Volodya Mikhail:Misha Ivan:Vanya Nikolai:Kolya
  Ekaterina:Katya Mariia:Masha Anastasiia:Nastya Natalia:Natasha Francisco:Paco José:Pepe Manuel:Manolo
  Ignacio:Nacho Dolores:Lola Guadalupe:Lupe Giuseppe:Beppe Johannes:Hans Friedrich:Fritz Margarete:Grete`
    .trim()
    .split(/\s+/)
    .map(pair => pair.split(':'))
)
