import { withRare } from '../rare-words.ts'
import type { Culture, Draw } from '../types.ts'
import { compound, mostly, namesOf, stock } from '../words.ts'

const yorubaFirst = stock(
  'Ade Olu Ola Ayo Oluwa Ogun Ife Aki Ba Abi Omo Oye Ire Dare Fola Temi Kola',
  { flatness: 3 }
)
const yorubaSecond = stock(
  `wale seun tunde yemi bayo femi niyi kunle dele dayo tayo sola gbenga mide bukola shola lola tope jumoke ronke nike yinka deji
  femi bode leke segun sanya tomi funmi bola`,
  { flatness: 8 }
)
const igboFirst = stock('Chi Nna Oke Eme Ike Ugo Ngo Ifea Obi Uche Kene Chuk Ama Nne Azu Ony', {
  flatness: 3
})
const igboSecond = stock(
  `nedu dozie ebuka oma amaka dinma emeka kwudi zoba nonso buike echukwu ma nna wuike chukwu yere ka zie ekwe jioke`,
  { flatness: 8 }
)
const hausa = withRare(
  stock(`Musa Ibrahim Abubakar|Abu_Bakar Usman|Othman Aliyu|Ali Sani Bello Yusuf|Yusufu Umar|Umaru Suleiman Adamu Garba Haruna|Haroun Idris Isa|Issa Lawal
  Mohammed|Muhammadu Shehu Tanko Danladi Yakubu|Yaqub Kabir|Kabiru Nasiru|Nasir Hamza Audu`),
  0.3
)
const hausaFemale = withRare(
  stock(
    'Aisha|Aishatu Fatima|Fatimatu Zainab|Zainabu Hauwa|Hawa Maryam|Mariamu Hadiza|Khadija Amina|Aminatu Halima Rukayya Safiya|Safiyya'
  ),
  0.3
)
const christianMale = withRare(
  stock(
    'Emmanuel John Samuel David Daniel Michael Joseph Peter Paul Stephen Godwin Sunday Victor Blessing Kingsley Collins Festus Friday'
  ),
  0.3
)
const christianFemale = withRare(
  stock(
    'Blessing Grace Mary Joy Patience Esther Ruth Favour Mercy Comfort Gift Precious Charity Faith Rose Victoria Queen Peace'
  ),
  0.3
)
const ethiopianMale = withRare(
  stock(`አበበ=Abebe ተስፋዬ=Tesfaye ሀይሌ=Haile ገብረ=Gebre መኮንን=Mekonnen|Makonnen በቀለ=Bekele ታደሰ=Tadesse|Taddese ከበደ=Kebede አለሙ=Alemu|Alemou
  ግርማ=Girma ዮሐንስ=Yohannes|Johannes ዳዊት=Dawit|David ሰሎሞን=Solomon ሙሉጌታ=Mulugeta ደረጀ=Dereje አስፋው=Asfaw ወልዴ=Wolde|Welde ታምራት=Tamrat ብርሃኑ=Birhanu|Berhanu
  ዘነበ=Zenebe ተክሌ=Tekle ኪዳኔ=Kidane አማኑኤል=Amanuel|Emanuel መሀመድ=Mohammed አህመድ=Ahmed ኤርሚያስ=Ermias|Yermias ሳሙኤል=Samuel ፍቅሬ=Fikre ጌታቸው=Getachew አየለ=Ayele`),
  0.25
)
const ethiopianFemale = withRare(
  stock(`አስቴር=Aster|Esther ሂሩት=Hirut|Hiruth ማርታ=Marta|Martha ሰላም=Selam|Salam ትዕግስት=Tigist አልማዝ=Almaz በላይነሽ=Belaynesh ወርቅነሽ=Workinesh|Worknesh
  ገነት=Genet ሜሮን=Meron ሳራ=Sara|Sarah ሄለን=Helen ብርቱካን=Birtukan ዘውዲቱ=Zewditu|Zauditu አበባ=Abeba ፀሐይ=Tsehay|Tsehai ራሔል=Rahel|Rachel`),
  0.3
)
/** Servant, power, son, plant … of a saint: Gebre + Mariam. */
const ethiopianOffices = stock(
  'ገብረ=Gebre|Ghebre ሀይለ=Haile|Hayle ወልደ=Wolde|Welde ተክለ=Tekle|Tecle ክፍለ=Kifle|Kefle ሣህለ=Sahle ወርቀ=Werke ተስፋ=Tesfa'
)
const ethiopianSaints = stock(
  'ማርያም=mariam|maryam ሥላሴ=selassie|sellassie ጊዮርጊስ=giorgis|ghiorghis ሚካኤል=michael|mikael ኢየሱስ=yesus|eyesus መድኅን=medhin ጻድቅ=tsadik ገብርኤል=gabriel አብ=ab ዮሐንስ=yohannes'
)
const ethiopianServants = compound(ethiopianOffices.draw, ethiopianSaints.draw)
const ethiopianFather = mostly(ethiopianMale.draw, ethiopianServants, 0.4)
const yoruba = compound(yorubaFirst.draw, yorubaSecond.draw)
const igbo = compound(igboFirst.draw, igboSecond.draw)
const southernFamily = mostly(yoruba, igbo, 0.45)

/** Nigeria and Ghana: Yoruba and Igbo sentences as names, English given names, Hausa patronyms. */
export const nigerian: Culture = {
  culture: 'nigerian',
  weight: 5,
  countries:
    'NGA:5:Lagos,Kano,Ibadan,Abuja,Enugu,Kaduna,Benin_City GHA:1:Accra,Kumasi CMR:1:Douala,Yaoundé',
  placeholderBirthdays: 0.06,
  stocks: [hausa, hausaFemale, christianMale],
  name(random, sex) {
    if (random.chance(0.3)) {
      const own = (sex === 'M' ? hausa : hausaFemale).draw(random)
      const father = hausa.draw(random)
      return namesOf(random.chance(0.4) ? [own, father] : [own], [hausa.draw(random)])
    }
    const christian = sex === 'M' ? christianMale : christianFemale
    const native: Draw = random.chance(0.55) ? yoruba : igbo
    const given = random.chance(0.5)
      ? [christian.draw(random), native(random)]
      : [native(random), christian.draw(random)]
    return namesOf(random.chance(0.3) ? given.slice(0, 1) : given, [southernFamily(random)])
  }
}

/** Ethiopia and Eritrea: own name, father's name, grandfather's name; no surname. */
export const ethiopian: Culture = {
  culture: 'ethiopian',
  weight: 2,
  countries:
    'ETH:4:Addis_Ababa,Gondar,Mekelle,Dire_Dawa ERI:1:Asmara,Keren SOM:1:Mogadishu,Hargeisa',
  placeholderBirthdays: 0.12,
  stocks: [ethiopianMale, ethiopianFemale],
  name(random, sex) {
    const own = sex === 'M' ? ethiopianFather(random) : ethiopianFemale.draw(random)
    const father = ethiopianFather(random)
    if (random.chance(0.3)) return namesOf([own], [father], 'Ethi')
    return namesOf([own, father], [ethiopianFather(random)], 'Ethi')
  }
}
