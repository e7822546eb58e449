/** Names that are written without their vowels, with the usual Latin spelling: facts, most frequent ones only. */
const parse = (rows: string): ReadonlyMap<string, string> =>
  new Map(
    rows
      .trim()
      .split(/\s*\|\s*/)
      .map(row => {
        const [written = '', spelled = ''] = row.split(' ')
        return [written, spelled] as const
      })
  )

/** Arabic-script given and family names. */
export const arabicNames = parse(`
محمد MOHAMMED | احمد AHMED | علي ALI | علی ALI | حسين HUSSEIN | حسین HUSSEIN | حسن HASSAN | عمر OMAR | عثمان OTHMAN | خالد KHALED |
ابراهيم IBRAHIM | ابراهیم IBRAHIM | اسماعيل ISMAIL | اسماعیل ISMAIL | يوسف YOUSEF | یوسف YOUSEF | مصطفى MUSTAFA | مصطفی MUSTAFA |
محمود MAHMOUD | حمد HAMAD | حامد HAMED | حميد HAMID | حمید HAMID | سعيد SAEED | سعید SAEED | سعد SAAD | صالح SALEH | سالم SALEM |
سليمان SULEIMAN | سلیمان SULEIMAN | سلمان SALMAN | عبد ABD | عبدالله ABDULLAH | عبدالرحمن ABDULRAHMAN | عبدالعزيز ABDULAZIZ | عبدالكريم ABDULKARIM |
الله ALLAH | رحمن RAHMAN | الرحمن ALRAHMAN | العزيز ALAZIZ | كريم KARIM | کریم KARIM | جمال JAMAL | جميل JAMIL | كمال KAMAL | کمال KAMAL | طارق TARIQ | زياد ZIAD |
زيد ZAID | فيصل FAISAL | فهد FAHD | ماجد MAJID | مجيد MAJID | نصر NASR | ناصر NASSER | ياسر YASSER | ياسين YASSIN | عادل ADEL | عامر AMER | امير AMIR | امیر AMIR |
انور ANWAR | اكرم AKRAM | بشار BASHAR | بلال BILAL | جعفر JAFAR | حبيب HABIB | داود DAWOOD | رشيد RASHID | رشید RASHID | راشد RASHED | رضا REZA | مهدي MAHDI | مهدی MAHDI |
موسى MUSA | موسی MUSA | موسوي MOUSAVI | موسوی MOUSAVI | عيسى ISSA | عیسی ISSA | هاشم HASHEM | وليد WALID | ولید WALID | فاطمة FATIMA | فاطمه FATEMEH | مريم MARYAM | مریم MARYAM |
زينب ZAINAB | زینب ZEINAB | خديجة KHADIJA | عائشة AISHA | عايشه AISHA | سارة SARA | سارا SARA | ليلى LEILA | ليلا LEILA | نور NOUR | هدى HUDA | امل AMAL | سمير SAMIR | منير MUNIR | نبيل NABIL |
شريف SHARIF | شيخ SHEIKH | سيف SAIF | شمس SHAMS | صدام SADDAM | صلاح SALAH | طاهر TAHER | ظاهر ZAHER | عباس ABBAS | عماد IMAD | غلام GHULAM | فارس FARES | قاسم QASIM |
مبارك MUBARAK | مراد MURAD | مسعود MASOUD | منصور MANSOUR | نجيب NAJIB | نوري NOURI | يحيى YAHYA | یحیی YAHYA | يعقوب YAQUB | اسامة OSAMA | لادن LADEN | بن BIN | ابن IBN | ابو ABU | ام UMM |
خان KHAN | حسيني HUSSEINI | حسینی HOSSEINI | احمدي AHMADI | احمدی AHMADI | محمدي MOHAMMADI | محمدی MOHAMMADI | رضایی REZAEI | کریمی KARIMI | اکبر AKBAR | اكبر AKBAR | زهرا ZAHRA | زهراء ZAHRA |
بشير BASHIR | توفيق TAWFIQ | ايمن AYMAN | هشام HISHAM | لطفي LUTFI | حافظ HAFIZ | هبت HIBAT | رفيق RAFIQ | شاه SHAH | گل GUL | جان JAN | خلیل KHALIL | خليل KHALIL | مالك MALIK | ملك MALIK`)

/** Hebrew-script given and family names. */
export const hebrewNames = parse(`
משה MOSHE | יוסף YOSEF | דוד DAVID | אברהם AVRAHAM | יצחק YITZHAK | יעקב YAAKOV | שרה SARA | רחל RACHEL | לאה LEAH | מרים MIRIAM | אסתר ESTHER | חנה HANNAH | דניאל DANIEL |
מיכאל MICHAEL | שמואל SHMUEL | יהודה YEHUDA | שלמה SHLOMO | אהרן AHARON | אליהו ELIYAHU | בנימין BENJAMIN | כהן COHEN | לוי LEVI | מזרחי MIZRAHI | פרץ PERETZ | ביטון BITON | אברהמי AVRAHAMI |
דהן DAHAN | פרידמן FRIEDMAN | אזולאי AZULAY | מלכה MALKA | כץ KATZ | נתניהו NETANYAHU | בן BEN | בר BAR | נועם NOAM | איתי ITAI | אורי URI | עומר OMER | רון RON | גל GAL | טל TAL | יוני YONI |
תמר TAMAR | נועה NOA | מאיה MAYA | אביגיל AVIGAIL | רבקה RIVKA | שמעון SHIMON | חיים HAIM | מאיר MEIR | ראובן REUVEN | אריאל ARIEL | גבריאל GABRIEL | עמית AMIT | יהונתן YEHONATAN | נתן NATAN`)
