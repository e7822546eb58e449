import { withRare } from '../rare-words.ts'
import type { Culture } from '../types.ts'
import { compound, mostly, namesOf, stock } from '../words.ts'

const indianMale = withRare(
  stock(`राम=Ram राहुल=Rahul अमित=Amit राजेश=Rajesh संजय=Sanjay सुनील=Sunil|Suneel विजय=Vijay|Vijai अनिल=Anil सुरेश=Suresh
  रमेश=Ramesh मनोज=Manoj अशोक=Ashok राकेश=Rakesh दिनेश=Dinesh मुकेश=Mukesh अजय=Ajay|Ajai विनोद=Vinod प्रकाश=Prakash संदीप=Sandeep|Sandip
  दीपक=Deepak|Dipak कृष्ण=Krishna|Krishnan गणेश=Ganesh आनंद=Anand अर्जुन=Arjun रोहित=Rohit विकास=Vikas|Vikash नरेंद्र=Narendra|Narender
  महेश=Mahesh हरि=Hari शिव=Shiva|Siva मोहन=Mohan गोपाल=Gopal जितेंद्र=Jitendra|Jitender प्रदीप=Pradeep|Pradip किशोर=Kishore|Kishor
  आदित्य=Aditya कार्तिक=Karthik|Kartik वेंकट=Venkat श्रीनिवास=Srinivas|Shrinivas लक्ष्मण=Lakshman|Laxman रवि=Ravi नितिन=Nitin`),
  0.5
)
const indianFemale = withRare(
  stock(`सुनीता=Sunita|Suneeta अनीता=Anita|Aneeta गीता=Geeta|Gita सीता=Seeta|Sita लक्ष्मी=Lakshmi|Laxmi पूजा=Pooja|Puja प्रिया=Priya
  नेहा=Neha रेखा=Rekha मीना=Meena|Mina आशा=Asha उषा=Usha कविता=Kavita|Kavitha ममता=Mamta|Mamatha राधा=Radha सरिता=Sarita|Saritha शांति=Shanti
  दिव्या=Divya अंजलि=Anjali मंजू=Manju स्वाति=Swati|Swathi ज्योति=Jyoti|Jyothi सविता=Savita|Savitha पार्वती=Parvati|Parvathi नीता=Neeta|Nita`),
  0.5
)
const indianFamilies = withRare(
  stock(`कुमार=Kumar सिंह=Singh शर्मा=Sharma|Sarma वर्मा=Verma|Varma गुप्ता=Gupta पटेल=Patel यादव=Yadav|Jadav राव=Rao रेड्डी=Reddy|Reddi
  नायर=Nair|Nayar दास=Das|Dass मिश्रा=Mishra|Misra तिवारी=Tiwari|Tewari पांडेय=Pandey|Pande जोशी=Joshi मेहता=Mehta|Mehtha शाह=Shah चौधरी=Chaudhary|Choudhury|Chowdhury
  अग्रवाल=Agarwal|Aggarwal|Agrawal जैन=Jain मुखर्जी=Mukherjee|Mukerji बनर्जी=Banerjee|Banerji चटर्जी=Chatterjee|Chatterji घोष=Ghosh|Ghose बोस=Bose|Basu
  अय्यर=Iyer|Aiyar मेनन=Menon पिल्लै=Pillai|Pillay गांधी=Gandhi देसाई=Desai पाटिल=Patil कुलकर्णी=Kulkarni ठाकुर=Thakur चौहान=Chauhan|Chouhan
  राठौर=Rathore|Rathod सक्सेना=Saxena|Saksena श्रीवास्तव=Srivastava|Shrivastav त्रिपाठी=Tripathi|Tripathy दुबे=Dubey|Dube भट्ट=Bhatt|Bhat नायक=Naik|Nayak`),
  0.5
)
const villages = stock(
  'गाव=Gav बोर=Bor देश=Desh वाड=Wad मान=Man कोल=Kol धार=Dhar जाध=Jadh सोन=Son खार=Khar तांब=Tamb भोस=Bhos',
  {
    flatness: 6
  }
)
const villageEnds = stock('कर=kar वाल=wal ले=le पुरे=pure वानी=wani')
const pakistaniMale = withRare(
  stock(`محمد=Muhammad|Mohammad علی=Ali احمد=Ahmed|Ahmad عمران=Imran|Emran عثمان=Usman|Osman بلال=Bilal حسن=Hassan|Hasan طارق=Tariq|Tarik
  عامر=Aamir|Amir شاہد=Shahid زاہد=Zahid ندیم=Nadeem|Nadim وسیم=Waseem|Wasim فیصل=Faisal کامران=Kamran سلیم=Saleem|Salim اکرم=Akram یاسر=Yasir
  عبدالرحمان=Abdul_Rehman|Abdur_Rahman نواز=Nawaz رشید=Rashid|Rasheed اسلم=Aslam ریاض=Riaz|Riyaz ارشد=Arshad خالد=Khalid جاوید=Javed|Javaid
  رفیق=Rafiq|Rafique ظفر=Zafar اقبال=Iqbal|Eqbal غلام=Ghulam|Gulam شفیق=Shafiq|Shafique منیر=Munir|Muneer آصف=Asif`),
  0.4
)
const pakistaniFemale = withRare(
  stock(`فاطمہ=Fatima عائشہ=Ayesha|Aisha زینب=Zainab مریم=Maryam|Mariam خدیجہ=Khadija سعدیہ=Sadia نادیہ=Nadia شازیہ=Shazia
  ثمینہ=Samina|Sameena رخسانہ=Rukhsana|Ruksana نسیم=Naseem|Nasim شبنم=Shabnam روبینہ=Rubina|Robina صائمہ=Saima|Sayma حنا=Hina کلثوم=Kulsoom|Kulsum`),
  0.4
)
const pakistaniFamilies = withRare(
  stock(`خان=Khan احمد=Ahmed|Ahmad حسین=Hussain|Hossain علی=Ali ملک=Malik|Malek شاہ=Shah چوہدری=Chaudhry|Choudhury|Chowdhury قریشی=Qureshi|Quraishi
  شیخ=Sheikh|Shaikh بٹ=Butt|Bhatt مرزا=Mirza بیگ=Baig|Beg راجہ=Raja انصاری=Ansari صدیقی=Siddiqui|Siddiqi ہاشمی=Hashmi|Hashemi عباسی=Abbasi رضوی=Rizvi|Rizwi
  بخاری=Bukhari|Bokhari خٹک=Khattak آفریدی=Afridi یوسفزئی=Yousafzai|Yusufzai درانی=Durrani میاں=Mian|Miah اسلام=Islam رحمان=Rahman|Rehman حق=Haque|Huq اکبر=Akbar
  اقبال=Iqbal محمود=Mahmood|Mehmood اسلم=Aslam رشید=Rashid بی_بی=Bibi بیگم=Begum`),
  0.3
)
const indianFamily = mostly(indianFamilies.draw, compound(villages.draw, villageEnds.draw), 0.3)

/** India: Hindi, Sikh and southern patterns; middle Kumar or Kumari, initials, single names. */
export const indian: Culture = {
  culture: 'indian',
  weight: 9,
  countries: `IND:8:Delhi,Mumbai,Kolkata,Chennai,Pune,Jaipur,Hyderabad,Bengaluru NPL:1:Kathmandu LKA:1:Colombo,Kandy MUS:1:Port_Louis`,
  placeholderBirthdays: 0.05,
  stocks: [indianMale, indianFemale, indianFamilies],
  name(random, sex) {
    const own = (sex === 'M' ? indianMale : indianFemale).draw(random)
    const style = random.fraction()
    if (style < 0.05) return namesOf([], [own], 'Deva')
    if (style < 0.15) return namesOf([own], [indianMale.draw(random)], 'Deva')
    if (style < 0.25) {
      return namesOf([own, sex === 'M' ? kumar : kumari], [indianFamily(random)], 'Deva')
    }
    if (style < 0.32) return namesOf([own], [sex === 'M' ? singh : kaur], 'Deva')
    if (style < 0.42) return namesOf([own, indianMale.draw(random)], [indianFamily(random)], 'Deva')
    return namesOf([own], [indianFamily(random)], 'Deva')
  }
}

const kumar = { latin: 'Kumar', native: 'कुमार' }
const kumari = { latin: 'Kumari', native: 'कुमारी' }
const singh = { latin: 'Singh', native: 'सिंह' }
const kaur = { latin: 'Kaur', native: 'कौर' }

/** Pakistan and Bangladesh: Muhammad before the name in use, titles as surnames, single names. */
export const pakistani: Culture = {
  culture: 'pakistani',
  weight: 6,
  countries: `PAK:4:Karachi,Lahore,Rawalpindi,Peshawar,Faisalabad BGD:3:Dhaka,Chittagong,Sylhet`,
  placeholderBirthdays: 0.1,
  stocks: [pakistaniMale, pakistaniFemale, pakistaniFamilies],
  name(random, sex) {
    const own = (sex === 'M' ? pakistaniMale : pakistaniFemale).draw(random)
    const style = random.fraction()
    if (style < 0.06) return namesOf([], [own], 'Arab')
    const family = pakistaniFamilies.draw(random)
    if (style < 0.4 && sex === 'M' && own.native !== muhammad.native)
      return namesOf([muhammad, own], [family], 'Arab')
    if (style < 0.6) return namesOf([own, pakistaniMale.draw(random)], [family], 'Arab')
    return namesOf([own], [family], 'Arab')
  }
}

const muhammad = { latin: 'Muhammad', native: 'محمد' }
