import { withRare } from '../rare-words.ts'
import type { Culture } from '../types.ts'
import { compound, mostly, namesOf, stock } from '../words.ts'

const persianMale = withRare(
  stock(`محمد=Mohammad|Mohamad علی=Ali رضا=Reza|Reda حسین=Hossein|Hosein|Hussein مهدی=Mehdi|Mahdi امیر=Amir
  حسن=Hassan|Hasan عباس=Abbas مصطفی=Mostafa سعید=Saeed|Saeid مجید=Majid احمد=Ahmad حمید=Hamid محسن=Mohsen کاظم=Kazem
  داریوش=Dariush|Darius کوروش=Kourosh|Cyrus بهرام=Bahram فرهاد=Farhad سهراب=Sohrab آرش=Arash بابک=Babak شاهین=Shahin
  پرویز=Parviz جواد=Javad اکبر=Akbar ناصر=Naser بهروز=Behrouz|Behrooz کامران=Kamran نادر=Nader رستم=Rostam عمید=Omid`),
  0.3
)
const persianFemale = withRare(
  stock(`فاطمه=Fatemeh|Fatima زهرا=Zahra مریم=Maryam زینب=Zeinab نرگس=Narges سارا=Sara لیلا=Leila|Leyla
  شیرین=Shirin پروین=Parvin مهناز=Mahnaz نسرین=Nasrin الهام=Elham سمیرا=Samira آزاده=Azadeh بهاره=Bahareh ناهید=Nahid
  سیمین=Simin نازنین=Nazanin معصومه=Masoumeh|Masumeh فرشته=Fereshteh پریسا=Parisa شهره=Shohreh ژاله=Jaleh|Zhaleh`),
  0.4
)
const persianStems = withRare(
  stock(
    `محمد=Mohammad احمد=Ahmad حسین=Hossein|Hosein کریم=Karim رضا=Reza جعفر=Jafar|Jaafar اکبر=Akbar قاسم=Ghasem|Qasem هاشم=Hashem
  ابراهیم=Ebrahim اسماعیل=Esmail موسو=Mousav|Musav عباس=Abbas رحیم=Rahim سلیمان=Soleiman صادق=Sadegh|Sadeq نور=Nour
  تهران=Tehran شیراز=Shiraz اصفهان=Esfahan|Isfahan تبریز=Tabriz کرمان=Kerman یزد=Yazd مشهد=Mashhad گیلان=Gilan یوسف=Yousef
  امین=Amin حیدر=Heydar|Heidar قربان=Ghorban|Qorban فرخ=Farrokh خسرو=Khosrow بهرام=Bahram شریف=Sharif ملک=Malek کاشان=Kashan`,
    { flatness: 15 }
  ),
  0.4
)
const persianEnds = stock('ی=i زاده=zadeh پور=pour نژاد=nejad یان=ian نیا=nia فر=far', {
  flatness: 1
})
const hebrewMale = withRare(
  stock(`דוד=David|Dovid משה=Moshe|Moses יוסף=Yosef|Joseph|Yossef יעקב=Yaakov|Jacob|Yaacov אברהם=Avraham|Abraham
  יצחק=Yitzhak|Isaac|Itzhak דניאל=Daniel חיים=Haim|Chaim שלמה=Shlomo|Solomon מיכאל=Michael אליהו=Eliyahu|Elijah שמואל=Shmuel|Samuel
  איתי=Itay|Itai נועם=Noam אורי=Uri|Ori אריאל=Ariel יונתן=Yonatan|Jonathan עומר=Omer אייל=Eyal גיא=Guy רון=Ron צבי=Zvi|Tzvi
  מנחם=Menachem|Menahem ברוך=Baruch|Barukh נתן=Natan|Nathan אהרן=Aharon|Aaron בנימין=Binyamin|Benjamin עמית=Amit`),
  0.3
)
const hebrewFemale = withRare(
  stock(`נועה=Noa|Noah שרה=Sarah|Sara מרים=Miriam אסתר=Esther|Ester רחל=Rachel|Rahel רבקה=Rivka|Rebecca חנה=Hannah|Chana
  לאה=Leah|Lea יעל=Yael|Jael תמר=Tamar מאיה=Maya|Maia שירה=Shira מיכל=Michal רות=Ruth טל=Tal ענת=Anat אורלי=Orly|Orli דינה=Dina
  נעמי=Naomi|Noemi חוה=Chava|Hava צפורה=Tzipora|Zipora גילה=Gila איילת=Ayelet הדס=Hadas`),
  0.3
)
const hebrewFamilies = withRare(
  stock(`כהן=Cohen|Kohen לוי=Levi|Levy מזרחי=Mizrahi|Mizrachi פרץ=Peretz|Perez ביטון=Biton|Bitton דהן=Dahan
  אברהם=Avraham|Abraham פרידמן=Friedman|Fridman מלכה=Malka אזולאי=Azoulay|Azulai כץ=Katz|Kats יוסף=Yosef דוד=David עמר=Amar
  אוחיון=Ohayon|Ochion חדד=Hadad גבאי=Gabay|Gabbai בן_דוד=Ben_David|Bendavid אדרי=Edri לוין=Levin|Levine טל=Tal קליין=Klein|Kline
  חן=Chen|Hen שפירא=Shapira|Shapiro חזן=Hazan|Chazan משה=Moshe אשכנזי=Ashkenazi אוחנה=Ohana סגל=Segal גולן=Golan יצחק=Yitzhak
  רוזן=Rosen גולדברג=Goldberg ברק=Barak שרון=Sharon שגיא=Sagi הראל=Harel אלון=Alon נחום=Nahum`),
  0.5
)
const hebrewStems = stock(
  'רוזנ=Rosen גולד=Gold זילבר=Silber|Zilber בלומנ=Blumen וויס=Weis גרינ=Grin|Green שוורצ=Shwarts|Schwartz אייזנ=Eisen|Aizen ליכט=Licht|Likht הירש=Hirsh|Hirsch קליינ=Klein וינ=Wein|Vin אפל=Appel שטרנ=Stern|Shtern פינקל=Finkel מנדל=Mandel לינדנ=Linden קירש=Kirsh|Kirsch',
  { flatness: 3 }
)
const hebrewEnds = stock('ברג=berg שטיין=stein|shtein מן=man פלד=feld בוים=baum ר=er', {
  flatness: 2
})
const persianFamily = compound(persianStems.draw, persianEnds.draw)
const hebrewFamily = mostly(hebrewFamilies.draw, compound(hebrewStems.draw, hebrewEnds.draw), 0.4)

/** Iran and Afghanistan: compound given names, surnames in -i, -zadeh, -pour; single names. */
export const persian: Culture = {
  culture: 'persian',
  weight: 4,
  countries: `IRN:5:Tehran,Mashhad,Isfahan,Shiraz,Tabriz AFG:2:Kabul,Herat,Kandahar TJK:1:Dushanbe,Khujand`,
  placeholderBirthdays: 0.08,
  stocks: [persianMale, persianFemale, persianStems],
  name(random, sex) {
    const stockOf = sex === 'M' ? persianMale : persianFemale
    const given = [stockOf.draw(random)]
    if (sex === 'M' && random.chance(0.45)) given.push(stockOf.draw(random))
    if (random.chance(0.03)) return namesOf([], [stockOf.draw(random)], 'Arab')
    return namesOf(given, [persianFamily(random)], 'Arab')
  }
}

/** Israel: Hebrew names with the various spellings that families brought along. */
export const hebrew: Culture = {
  culture: 'hebrew',
  weight: 2,
  countries: 'ISR:1:Jerusalem,Tel_Aviv,Haifa,Beersheba,Netanya',
  placeholderBirthdays: 0.005,
  stocks: [hebrewMale, hebrewFemale, hebrewFamilies],
  name(random, sex) {
    const stockOf = sex === 'M' ? hebrewMale : hebrewFemale
    const given = [stockOf.draw(random)]
    if (random.chance(0.2)) given.push(stockOf.draw(random))
    return namesOf(given, [hebrewFamily(random)], 'Hebr')
  }
}
