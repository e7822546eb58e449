import { withRare } from '../rare-words.ts'
import { greekToLatin, russianToLatin, ukrainianToLatin } from '../scripts.ts'
import type { Culture, Word } from '../types.ts'
import { compound, mostly, namesOf, stock } from '../words.ts'

const russian = { latinOf: russianToLatin }
const ukrainianOptions = { latinOf: ukrainianToLatin }
const greekOptions = { latinOf: greekToLatin }

const russianMale = withRare(
  stock(
    `Александр Сергей Дмитрий Алексей Андрей Максим Иван Евгений Михаил Владимир Николай Артём Павел Роман
  Антон Денис Юрий Виктор Олег Кирилл Илья Игорь Вячеслав Константин Станислав Анатолий Виталий Валерий
  Никита Егор Григорий Тимофей Борис Василий Пётр Геннадий Леонид Руслан Тимур Марат Ринат Шамиль Фёдор`,
    russian
  ),
  0.1,
  russianToLatin
)
const russianFemale = withRare(
  stock(
    `Елена Ольга Наталья Татьяна Ирина Анна Светлана Мария Екатерина Юлия Анастасия Людмила Марина Галина
  Надежда Валентина Оксана Любовь Дарья Виктория Александра Ксения Евгения Лариса Тамара Вера Яна Полина
  Алина Кристина Софья Елизавета Нина Жанна Зоя Диана Эльвира Гульнара Лидия Раиса Маргарита`,
    russian
  ),
  0.1,
  russianToLatin
)
const russianStems = withRare(
  stock(
    `Иван Смирн Кузнец Поп Васильев Петр Соколов Михайл Новик Фёдор Мороз Волк Алексе Лебед Семён Егор Павл
  Козл Степан Никола Орл Андре Макар Никит Захар Зайц Соловь Борис Яковл Григорь Роман Воробь Серге Кузьм
  Фрол Александр Дмитри Королёв Гусь Кисел Ильин Максим Поляк Сорок Виноград Ковал Бел Медвед Антон Тарас
  Жук Баран Филипп Комар Давыд Беля Герасим Богдан Осип Сидор Матве Тит Марк Мирон Крыл Широк Лукин Афанась`,
    { ...russian, flatness: 25 }
  ),
  0.6,
  russianToLatin
)
const russianEnds = stock('ов ев ин', { ...russian, flatness: 0 })
const ukrainianMale = withRare(
  stock(
    `Олександр Андрій Сергій Володимир Микола Іван Василь Юрій Дмитро Віктор Михайло Олег Ігор Роман Тарас
  Богдан Максим Віталій Ярослав Павло Петро Степан Євген Руслан Григорій Анатолій Назар Остап Данило`,
    ukrainianOptions
  ),
  0.1,
  ukrainianToLatin
)
const ukrainianFemale = withRare(
  stock(
    `Олена Наталія Тетяна Ірина Оксана Марія Ганна Світлана Людмила Катерина Галина Юлія Ольга Надія Вікторія
  Анастасія Софія Дарина Соломія Христина Леся Богдана Зоряна Ярослава Валентина Лариса Любов Євгенія`,
    ukrainianOptions
  ),
  0.1,
  ukrainianToLatin
)
const ukrainianStems = withRare(
  stock(
    `Шевч Коваль Бондар Ткач Кравч Олійн Мельнич Поліщ Лис Савч Марч Руд Петр Моро Клим Павл Гонча Кравець
  Іван Гриц Степан Роман Федор Микит Данил Тимош Яким Сидор Гриб Кузьм Захар Левч Дем’ян Юрч Панас Назар`,
    { ...ukrainianOptions, flatness: 25 }
  ),
  0.6,
  ukrainianToLatin
)
const ukrainianEnds = stock('енко ук чук ик ій юк ський аренко', {
  ...ukrainianOptions,
  flatness: 1
})
const greekMale = withRare(
  stock(
    `Γεώργιος Ιωάννης Κωνσταντίνος Δημήτριος Νικόλαος Παναγιώτης Βασίλειος Χρήστος Αθανάσιος Ευάγγελος
  Μιχαήλ Σπυρίδων Αντώνιος Αναστάσιος Θεόδωρος Ανδρέας Χαράλαμπος Αλέξανδρος Εμμανουήλ Ηλίας Σταύρος`,
    greekOptions
  ),
  0.1,
  greekToLatin
)
const greekFemale = withRare(
  stock(
    `Μαρία Ελένη Αικατερίνη Βασιλική Γεωργία Σοφία Αναστασία Ευαγγελία Ιωάννα Δήμητρα Άννα Κωνσταντίνα
  Παναγιώτα Χριστίνα Ειρήνη Ευτυχία Παρασκευή Δέσποινα Φωτεινή Χρυσούλα Αγγελική Θεοδώρα Στυλιανή`,
    greekOptions
  ),
  0.1,
  greekToLatin
)
const greekStems = withRare(
  stock(
    `Παπαδ Γεωργ Δημητρ Νικολα Παπανικολ Κωνσταντιν Παναγ Βασιλε Χριστοδουλ Οικονομ Μιχαηλ Αντων Θεοδωρ
  Αθανασ Παπαγεωργ Παπακωνσταντιν Αναγνωστ Καραγιανν Αλεξανδρ Χατζ Στεφαν Μαρκ Πετρ Λαμπρ Σταυρ Γιανν
  Μακρ Αγγελ Τσακ Καραμαν Βλαχ Ρουσ Κοντ Μανωλ Φωτ Σαββ Ευσταθ Κυριακ Μπακ Ντιν Ζαφειρ Ξενακ Ψαρ`,
    { ...greekOptions, flatness: 15 }
  ),
  0.5,
  greekToLatin
)
const greekEnds = stock('όπουλος ίδης άκης άδης ίου ιάδης έλης ούδης άτος', {
  ...greekOptions,
  flatness: 2
})
const slavicStocks = [russianMale, russianFemale, russianStems]

/** Russia and its neighbours: a patronymic from the father, women's surnames in -a. */
export const russians: Culture = {
  culture: 'russian',
  weight: 6,
  countries: `RUS:8:Moscow,Saint_Petersburg,Kazan,Samara,Omsk,Ufa BLR:1:Minsk,Gomel KAZ:2:Almaty,Astana
    KGZ:1:Bishkek`,
  placeholderBirthdays: 0.005,
  stocks: slavicStocks,
  name(random, sex) {
    const given = [(sex === 'M' ? russianMale : russianFemale).draw(random)]
    if (random.chance(0.7)) given.push(patronymic(russianMale.draw(random), sex))
    const surname = compound(russianStems.draw, russianEnds.draw)(random)
    return namesOf(given, [sex === 'F' ? append(surname, 'a', 'а') : surname], 'Cyrl')
  }
}

/** Ukraine: surnames in -enko, -uk, -chuk and -skyi; passports leave the patronymic out. */
export const ukrainian: Culture = {
  culture: 'ukrainian',
  weight: 3,
  countries: 'UKR:1:Kyiv,Kharkiv,Lviv,Odesa,Dnipro,Poltava,Chernivtsi',
  placeholderBirthdays: 0.005,
  stocks: [ukrainianMale, ukrainianFemale, ukrainianStems],
  name(random, sex) {
    const given = [(sex === 'M' ? ukrainianMale : ukrainianFemale).draw(random)]
    const surname = compound(ukrainianStems.draw, ukrainianEnds.draw)(random)
    if (sex === 'M') return namesOf(given, [surname], 'Cyrl')
    const latin = surname.latin.replace(/skyi$/, 'ska').replace(/ii$/, 'a')
    const native = surname.native?.replace(/ський$/, 'ська').replace(/ій$/, 'а') ?? ''
    return namesOf(given, [{ latin, native }], 'Cyrl')
  }
}

/** Greece and Cyprus: -opoulos, -idis, -akis; women's surnames in the genitive. */
export const greek: Culture = {
  culture: 'greek',
  weight: 2,
  countries: 'GRC:4:Athens,Thessaloniki,Patras,Heraklion,Larissa CYP:1:Nicosia,Limassol',
  placeholderBirthdays: 0.01,
  stocks: [greekMale, greekFemale, greekStems],
  name(random, sex) {
    const given = [(sex === 'M' ? greekMale : greekFemale).draw(random)]
    const surname = compound(greekStems.draw, greekEnds.draw)(random)
    if (sex === 'M') return namesOf(given, [surname], 'Grek')
    const latin = surname.latin.replace(/opoulos$/, 'opoulou').replace(/([aei])s$/, '$1')
    const native = surname.native?.replace(/όπουλος$/, 'οπούλου').replace(/([ηά])ς$/, '$1') ?? ''
    return namesOf(given, [{ latin, native }], 'Grek')
  }
}

const turkishMale = withRare(
  stock(`Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim İsmail Osman Yusuf Murat Ömer Ramazan Halil
  Süleyman Abdullah Mahmut Recep Salih Fatih Kadir Emre Hakan Adem Kemal Yaşar Bekir Musa Metin Orhan Burak Bayram
  Cemal Serkan Furkan Gökhan Uğur Yunus Şükrü Tuğrul Çağlar Ünal Barış Volkan Onur Selçuk Eren Tolga Sinan Cem`),
  0.3
)
const turkishFemale = withRare(
  stock(`Fatma Ayşe Emine Hatice Zeynep Elif Meryem Şerife Zehra Sultan Hanife Merve Havva Zeliha Esra
  Fadime Özlem Hacer Yasemin Hülya Cemile Sevim Gülsüm Leyla Dilek Büşra Aysel Songül Kübra Halime Esma Aynur Hayriye
  Kadriye Tuğba Rabia Sevgi Sibel Gönül Çiğdem Pınar Derya Nurcan Ebru Seda Gülay Ümmühan Tülay Şengül Ece Defne`),
  0.3
)
const turkishFamilies = withRare(
  stock(`Yılmaz Kaya Demir Şahin Çelik Yıldız Yıldırım Öztürk Aydın Özdemir Arslan|Aslan Doğan Kılıç
  Çetin Kara Koç Kurt Özkan Şimşek Polat Özcan Korkmaz Çakır Erdoğan Yavuz Can Acar Şen Aktaş Güler Yalçın Güneş
  Bozkurt Bulut Keskin Ünal Turan Gül Özer Işık Kaplan Avcı Sarı Tekin Taş Köse Yüksel Ateş Aksoy Karaca Uçar Türk`),
  0.4
)
const turkishStems = stock(
  `Hacı Molla Kara Sarı Koca Ak Deli Topal İmam Hoca Bayrak Demir Kör Çavuş Usta Pehlivan Bakır Kürk Yağ Kuyum Değirmen
  Çoban Arap Tatar Kadı Müftü Veli Osman Mehmet Ali Hasan Süleyman İbrahim Hüseyin`,
  { flatness: 20 }
)
const turkishEnds = stock('oğlu er kaya türk soy dağ taş can alp gil baş tepe', { flatness: 1 })
const turkishFamily = mostly(
  turkishFamilies.draw,
  compound(turkishStems.draw, turkishEnds.draw),
  0.55
)

/** Turkey: dotted and dotless i, -oğlu, sometimes a second given name. */
export const turkish: Culture = {
  culture: 'turkish',
  weight: 4,
  countries: `TUR:6:İstanbul,Ankara,İzmir,Bursa,Adana,Gaziantep,Diyarbakır,Trabzon AZE:1:Bakü,Gence`,
  placeholderBirthdays: 0.04,
  stocks: [turkishMale, turkishFemale, turkishFamilies],
  name(random, sex) {
    const stockOf = sex === 'M' ? turkishMale : turkishFemale
    const given = [stockOf.draw(random)]
    if (random.chance(0.25)) given.push(stockOf.draw(random))
    return namesOf(given, [turkishFamily(random)])
  }
}

const append = (word: Word, latin: string, native: string): Word => ({
  latin: word.latin + latin,
  native: (word.native ?? '') + native
})

const patronymic = (father: Word, sex: 'M' | 'F'): Word => {
  const name = father.native ?? ''
  const soft = /[йь]$/.test(name)
  const stem = name.replace(/ий$/, 'ь').replace(/[йьая]$/, '')
  const native = stem + (soft ? 'ев' : 'ов') + (sex === 'M' ? 'ич' : 'на')
  const [latin = native] = russianToLatin(native)
  return { latin, native }
}
