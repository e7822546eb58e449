import { withRare } from '../rare-words.ts'
import type { Culture, Draw, Word } from '../types.ts'
import { joinWords, mostly, namesOf, stock } from '../words.ts'

const male = withRare(
  stock(`محمد=Mohammed|Muhammad|Mohamed|Mohammad|Mohamad أحمد=Ahmed|Ahmad علي=Ali|Aly حسن=Hassan|Hasan
  حسين=Hussein|Hussain|Husayn|Hossein محمود=Mahmoud|Mahmud إبراهيم=Ibrahim|Ebrahim يوسف=Youssef|Yousef|Yusuf|Yousuf
  عبد_الله=Abdullah|Abdallah|Abd_Allah عمر=Omar|Umar خالد=Khaled|Khalid مصطفى=Mustafa|Mostafa|Moustafa
  عبد_الرحمن=Abdulrahman|Abdul_Rahman|Abdelrahman|Abd_al-Rahman سعيد=Said|Saeed|Sa'id كريم=Karim|Kareem
  طارق=Tarek|Tariq سامي=Sami|Samy جمال=Jamal|Gamal|Djamel ناصر=Nasser|Nasir|Naser فيصل=Faisal|Faysal
  عثمان=Othman|Osman|Uthman بلال=Bilal|Belal حمزة=Hamza|Hamzah زيد=Zaid|Zayd ياسر=Yasser|Yasir
  عبد_العزيز=Abdulaziz|Abdelaziz|Abdul_Aziz صالح=Saleh|Salih|Salah سليمان=Suleiman|Sulaiman|Soliman فهد=Fahd|Fahad
  ماجد=Majid|Maged|Majed نبيل=Nabil|Nabeel رشيد=Rashid|Rachid سلطان=Sultan جابر=Jaber|Jabir|Gaber وليد=Walid|Waleed
  عادل=Adel|Adil أيمن=Ayman|Aymen هشام=Hisham|Hesham|Hicham منصور=Mansour|Mansoor مروان=Marwan|Marouane
  عبد_القادر=Abdulkader|Abdelkader|Abdul_Qadir باسم=Bassem|Basim غسان=Ghassan رياض=Riyad|Riad قاسم=Qasim|Kassem|Qassem
  جعفر=Jafar|Jaafar هاشم=Hashim|Hashem عيسى=Issa|Isa|Eissa موسى=Musa|Moussa إسماعيل=Ismail|Ismael داود=Dawood|Daoud`),
  0.2
)
const female = withRare(
  stock(`فاطمة=Fatima|Fatma|Fatimah عائشة=Aisha|Aicha|Ayesha مريم=Mariam|Maryam|Meriem زينب=Zainab|Zeinab|Zaynab
  خديجة=Khadija|Khadijah أمينة=Amina|Aminah سارة=Sara|Sarah نور=Nour|Noor|Nur ليلى=Layla|Leila|Laila هدى=Huda|Hoda
  سلمى=Salma|Selma رانيا=Rania|Ranya ياسمين=Yasmin|Yasmine|Jasmin أسماء=Asma|Asmaa إيمان=Iman|Eman هبة=Heba|Hiba
  سعاد=Souad|Suad نادية=Nadia حنان=Hanan|Hanane منى=Mona|Muna سميرة=Samira|Sameera رقية=Ruqayya|Rokaya آمنة=Amna|Amneh
  شيماء=Shaimaa|Chaima دينا=Dina|Deena لطيفة=Latifa نوال=Nawal جميلة=Jamila|Djamila صفاء=Safa|Safaa غادة=Ghada ريم=Reem|Rim`),
  0.3
)
const families =
  stock(`الحسن=Al-Hassan|Alhasan المصري=Al-Masri|El_Masry|Elmasri العلي=Al-Ali|Alali الشمري=Al-Shammari|Alshamari
  العتيبي=Al-Otaibi|Alotaibi القحطاني=Al-Qahtani|Alqahtani الدوسري=Al-Dosari|Aldossary الحربي=Al-Harbi|Alharbi
  الزهراني=Al-Zahrani|Alzahrani الغامدي=Al-Ghamdi|Alghamdi البغدادي=Al-Baghdadi التكريتي=Al-Tikriti الجبوري=Al-Jubouri|Aljuburi
  الدليمي=Al-Dulaimi|Aldulaimi الحسيني=Al-Husseini|Alhusaini الخطيب=Al-Khatib|El_Khatib النجار=Al-Najjar|El_Naggar حداد=Haddad
  خوري=Khoury|Khouri منصور=Mansour سالم=Salem|Salim الشامي=Al-Shami|El_Shamy العمري=Al-Omari|Alomari الهاشمي=Al-Hashimi|Alhashemi
  بن_علي=Ben_Ali|Benali بوعزيز=Bouaziz بن_عمر=Benamar|Ben_Omar قاسمي=Kacemi|Kassimi العلوي=Alaoui|El_Alaoui بناني=Bennani
  الفاسي=El_Fassi|Fassi الإدريسي=Idrissi|El_Idrissi شريف=Cherif|Sharif زيدان=Zidan|Zidane حمدان=Hamdan عباس=Abbas جابر=Jaber`)
/** Places and trades of which an adjective (nisba) is made: بصر → البصري, Al-Basri. */
const nisbas = stock(
  `بصر=Basr موصل=Mosul|Mawsil كوف=Kuf نجف=Najaf حلب=Halab|Aleb حمص=Homs|Hims دمشق=Dimashq يمن=Yaman صنعان=Sanan عدن=Adan
  حضرم=Hadram مغرب=Maghreb|Maghrib تونس=Tunis|Tounes طرابلس=Tarabuls ليب=Lib سودان=Sudan|Soudan كردفان=Kordofan حجاز=Hijaz|Hejaz
  نجد=Najd مكّ=Makk|Mekk مدن=Madan غزّ=Ghazz قدس=Quds|Qods خليل=Khalil نابلس=Nabuls عان=An بحرين=Bahrain كويت=Kuwait عراق=Iraq
  فلاح=Fallah ساعات=Saat حلب=Halab جبور=Jabour عبيد=Obaid|Ubaid راشد=Rashid خزاع=Khuza تميم=Tamim|Temim كعب=Kaab|Kab طائ=Ta زبيد=Zubaid
  ربيع=Rabi عنز=Anaz مطير=Mutair سبيع=Subai شهر=Shehr|Shahr رويل=Ruwail عجم=Ajam شريف=Sharif جعفر=Jafar|Jaafar قادر=Qader|Kader`,
  { flatness: 12 }
)
const nisba: Draw = random => {
  const place = nisbas.draw(random)
  const latin = `${random.pick(['Al-', 'Al ', 'Al', 'El '])}${place.latin}i`
  return { latin, native: `ال${place.native ?? ''}ي` }
}
const family = mostly(families.draw, nisba, 0.4)
const son: Word = { latin: 'bin', native: 'بن' }
const daughter: Word = { latin: 'bint', native: 'بنت' }

/** The Arab world: a chain of father's and grandfather's names, "bin", family or nisba, kunya. */
export const arabic: Culture = {
  culture: 'arabic',
  weight: 9,
  countries: `EGY:5:Cairo,Alexandria,Asyut IRQ:3:Baghdad,Basra,Mosul,Tikrit SYR:2:Damascus,Aleppo,Homs MAR:3:Casablanca,Fes,Rabat
    DZA:3:Algiers,Oran SAU:3:Riyadh,Jeddah TUN:1:Tunis,Sfax LBN:1:Beirut JOR:1:Amman YEM:1:Sana'a LBY:1:Tripoli SDN:1:Khartoum
    ARE:1:Dubai`,
  placeholderBirthdays: 0.09,
  stocks: [male, female, families],
  name(random, sex) {
    const own = (sex === 'M' ? male : female).draw(random)
    const chain = [own]
    const style = random.fraction()
    if (style < 0.12)
      return namesOf([own], [patronym(male.draw(random), sex), family(random)], 'Arab')
    const ancestors = style < 0.5 ? 0 : style < 0.8 ? 1 : 2
    while (chain.length <= ancestors) chain.push(male.draw(random))
    if (style > 0.95) return namesOf(chain, [male.draw(random)], 'Arab')
    return namesOf(chain, [family(random)], 'Arab')
  }
}

/** "Abu" and the name of the eldest son, as such people are called on lists. */
export const kunya: Draw = random => {
  const eldest = male.draw(random)
  return { latin: `Abu ${eldest.latin}`, native: `أبو ${eldest.native ?? ''}` }
}

const patronym = (father: Word, sex: 'M' | 'F'): Word =>
  joinWords([sex === 'M' ? son : daughter, father], ' ')
